package com.ticketly.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the counters of a service.
 *
 * @param values the values by name and labels, in the text format of Prometheus
 */
record Counters(Map<String, Double> values) {

	static final Counters NONE = new Counters(Map.of());

	private static final Pattern LINE = Pattern.compile("((?:ticketly|dynamodb)_[^{ ]+(?:\\{.*})?) (\\S+).*");

	/**
	 * Parses the response of the Prometheus endpoint. Histogram buckets are ignored.
	 */
	static Counters parse(String text) {
		Map<String, Double> values = new TreeMap<>();
		text.lines().map(LINE::matcher).filter(Matcher::matches).forEach((line) -> {
			if (!line.group(1).contains("_bucket")) {
				values.put(line.group(1), Double.valueOf(line.group(2)));
			}
		});
		return new Counters(values);
	}

	Counters plus(Counters other) {
		Map<String, Double> sum = new TreeMap<>(this.values);
		other.values.forEach((name, value) -> sum.merge(name, value, Double::sum));
		return new Counters(sum);
	}

	Counters minus(Counters earlier) {
		Map<String, Double> difference = new TreeMap<>();
		this.values.forEach((name, value) -> difference.put(name, value - earlier.values.getOrDefault(name, 0.0)));
		return new Counters(difference);
	}

	/**
	 * Returns the sum of the values of a counter.
	 * @param name the name of the counter
	 * @param label a label, as {@code name="value"}, that the summed values have
	 */
	double sum(String name, String label) {
		return this.values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equals(name)
					|| (entry.getKey().startsWith(name + "{") && entry.getKey().contains(label)))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	double sum(String name) {
		return sum(name, "");
	}

}
