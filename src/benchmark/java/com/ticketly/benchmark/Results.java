package com.ticketly.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The measurements and targets of all scenarios.
 */
final class Results {

	private final Map<String, Map<Mode, List<Measurement>>> windows = new LinkedHashMap<>();

	private final List<Target> targets = new ArrayList<>();

	void add(String scenario, Mode mode, Measurement measurement) {
		this.windows.computeIfAbsent(scenario, (key) -> new EnumMap<>(Mode.class))
			.computeIfAbsent(mode, (key) -> new ArrayList<>())
			.add(measurement);
	}

	void add(Target target) {
		this.targets.add(target);
	}

	/**
	 * Returns the sum of all windows of a scenario and a mode.
	 */
	Measurement sum(String scenario, Mode mode) {
		return Measurement.sum(this.windows.getOrDefault(scenario, Map.of()).getOrDefault(mode, List.of()));
	}

	/**
	 * Returns the number of failed requests in all windows.
	 */
	long errors() {
		return this.windows.values()
			.stream()
			.flatMap((modes) -> modes.values().stream())
			.flatMap(List::stream)
			.mapToLong(Measurement::errors)
			.sum();
	}

	/**
	 * Prints a table of all measurements, followed by the targets.
	 */
	void print(PrintStream output) {
		output.printf("%n%-22s %-18s %10s %9s %8s %8s %8s %8s %8s %8s %8s %9s %8s %7s%n", "scenario", "mode",
				"bookings/s", "answers/s", "p50 ms", "p99 ms", "trans./b", "WU/b", "RU/b", "reads/b", "retries",
				"CPU ms/b", "sold out", "errors");
		this.windows.forEach((scenario, modes) -> modes.forEach((mode, all) -> {
			Measurement sum = Measurement.sum(all);
			output.printf("%-22s %-18s %10.0f %9.0f %8.1f %8.1f %8.3f %8.2f %8.3f %8.3f %8.0f %9.3f %8.0f %7d%n",
					scenario, mode, sum.bookingsPerSecond(), sum.requests() / sum.seconds(), sum.p50(), sum.p99(),
					sum.perBooking(sum.transactions()), sum.perBooking(sum.writeUnits()),
					sum.perBooking(sum.readUnits()), sum.perBooking(sum.reads()), sum.retries(),
					sum.perBooking(1000 * sum.serviceSeconds()), sum.soldOut(), sum.errors());
		}));
		output.println();
		this.targets.forEach(output::println);
	}

	/**
	 * Writes all measurements and targets to a JSON file.
	 */
	void write(Path file) {
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(file, Map.of("scenarios", describe(), "targets", this.targets));
	}

	private Map<String, Map<String, Object>> describe() {
		Map<String, Map<String, Object>> described = new LinkedHashMap<>();
		this.windows.forEach((scenario, modes) -> {
			Map<String, Object> inScenario = new LinkedHashMap<>();
			modes.forEach((mode, all) -> inScenario.put(mode.toString(), describe(all)));
			described.put(scenario, inScenario);
		});
		return described;
	}

	private static Map<String, Object> describe(List<Measurement> all) {
		Measurement sum = Measurement.sum(all);
		Map<String, Object> described = new LinkedHashMap<>();
		described.put("bookingsPerSecond", sum.bookingsPerSecond());
		described.put("p50Millis", sum.p50());
		described.put("p99Millis", sum.p99());
		described.put("transactionsPerBooking", sum.perBooking(sum.transactions()));
		described.put("writeUnitsPerBooking", sum.perBooking(sum.writeUnits()));
		described.put("readUnitsPerBooking", sum.perBooking(sum.readUnits()));
		described.put("readsPerBooking", sum.perBooking(sum.reads()));
		described.put("retries", sum.retries());
		described.put("serviceCpuMillisPerBooking", sum.perBooking(1000 * sum.serviceSeconds()));
		described.put("dynamoDbCpuMillisPerBooking", sum.perBooking(1000 * sum.dynamoDbSeconds()));
		described.put("gatlingCpuMillisPerBooking", sum.perBooking(1000 * sum.gatlingSeconds()));
		described.put("transactionsAtOnce", sum.transactionSeconds() / sum.seconds());
		described.put("errors", sum.errors());
		described.put("windows", all);
		return described;
	}

}
