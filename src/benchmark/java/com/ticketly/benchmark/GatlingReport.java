package com.ticketly.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Gatling's report says.
 *
 * @param requests how many requests were answered in the window
 * @param errors how many requests failed, in the window or before
 * @param p50 the median time of a booking in the window, in milliseconds
 * @param p99 its 99th percentile
 */
record GatlingReport(long requests, long errors, double p50, double p99) {

	/**
	 * Reads the report of a run.
	 * @param folder of that run alone
	 */
	static GatlingReport read(Path folder) {
		try (Stream<Path> files = Files.find(folder, 3,
				(path, attributes) -> path.endsWith(Path.of("js", "stats.json")))) {
			JsonNode all = JsonMapper.shared().readTree(files.findFirst().orElseThrow());
			long measured = all.get("contents")
				.valueStream()
				.filter((request) -> !request.get("name").asString().startsWith("warm-up"))
				.mapToLong((request) -> request.at("/stats/numberOfRequests/total").asLong())
				.sum();
			JsonNode booking = all.get("contents")
				.valueStream()
				.filter((request) -> request.get("name").asString().equals("book"))
				.findFirst()
				.orElseThrow(() -> new BenchmarkException("Nothing was booked in the window"));
			return new GatlingReport(measured, all.at("/stats/numberOfRequests/ko").asLong(),
					booking.at("/stats/percentiles1/total").asDouble(),
					booking.at("/stats/percentiles4/total").asDouble());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
