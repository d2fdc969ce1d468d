package com.ticketly.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of the scenario {@code overload}.
 */
final class OverloadResults {

	private final List<OverloadWindow> best = new ArrayList<>();

	private final List<OverloadWindow> overload = new ArrayList<>();

	private final List<SteadySale> steady = new ArrayList<>();

	private final Map<String, Recovery> recoveries = new LinkedHashMap<>();

	void addBest(OverloadWindow window) {
		print("best", List.of(window));
		this.best.add(window);
	}

	void addOverload(OverloadWindow window) {
		print("overload", List.of(window));
		this.overload.add(window);
	}

	void add(SteadySale sale) {
		printSteady(List.of(sale));
		this.steady.add(sale);
	}

	void add(String failure, Recovery recovery) {
		System.out.println(failure + ": " + recovery);
		this.recoveries.put(failure, recovery);
	}

	long errors() {
		return Stream.concat(this.best.stream(), this.overload.stream()).mapToLong(OverloadWindow::errors).sum()
				+ this.steady.stream().mapToLong(SteadySale::errors).sum()
				+ this.recoveries.values().stream().mapToLong(Recovery::errors).sum();
	}

	/**
	 * Prints the medians, and writes all results to a file.
	 */
	void print() {
		System.out.println("Medians, and sums of late answers and of refusals beside the burst");
		print("best", this.best);
		print("overload", this.overload);
		printSteady(this.steady);
		this.recoveries.forEach((failure, recovery) -> System.out.printf(
				"%s: %s bookings in the seconds after it, full speed after %d s; %s before, %s during, %s after%n",
				failure, recovery.bookingsAfter(), secondsToFullSpeed(recovery), recovery.before(), recovery.during(),
				recovery.after()));
		List<Target> targets = targets();
		targets.forEach(System.out::println);
		JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValue(Settings.DIRECTORY.resolve("overload.json").toFile(), Map.of("best", this.best, "overload",
					this.overload, "steady", this.steady, "recoveries", this.recoveries, "targets", targets));
	}

	static void print(String name, List<OverloadWindow> windows) {
		System.out.printf(
				"%-8s %5.0f bookings/s, p50 %5.0f ms, p99 %5.0f ms, %4.0f refusals/s, %3.0f sold out/s, %d late, "
						+ "%.2f ms service, %.2f ms DynamoDB Local, %.2f ms customers%n",
				name, Measurement.median(windows, OverloadWindow::bookingsPerSecond),
				Measurement.median(windows, OverloadWindow::p50), Measurement.median(windows, OverloadWindow::p99),
				Measurement.median(windows, OverloadWindow::refusalsPerSecond),
				Measurement.median(windows, OverloadWindow::soldOutPerSecond),
				windows.stream().mapToLong(OverloadWindow::late).sum(),
				Measurement.median(windows, OverloadWindow::serviceMillis),
				Measurement.median(windows, OverloadWindow::dynamoDbMillis),
				Measurement.median(windows, OverloadWindow::loadMillis));
	}

	private static void printSteady(List<SteadySale> sales) {
		System.out.printf(
				"steady   %5.0f bookings/s alone, p99 %5.0f ms, %5.0f beside (%.2f of alone), p99 %5.0f ms, "
						+ "burst of %.1f s, p99 %5.0f ms, %d refusals, %d late%n",
				Measurement.median(sales, SteadySale::alone), Measurement.median(sales, SteadySale::aloneP99),
				Measurement.median(sales, SteadySale::beside), Measurement.median(sales, SteadySale::share),
				Measurement.median(sales, SteadySale::besideP99), Measurement.median(sales, SteadySale::burstSeconds),
				Measurement.median(sales, SteadySale::burstP99), sales.stream().mapToLong(SteadySale::refusals).sum(),
				sales.stream().mapToLong(SteadySale::late).sum());
	}

	private double bestRate() {
		return Measurement.median(this.best, OverloadWindow::bookingsPerSecond);
	}

	private int secondsToFullSpeed(Recovery recovery) {
		return recovery.secondsUntil(0.9 * bestRate());
	}

	private List<Target> targets() {
		List<Target> targets = new ArrayList<>();
		targets.add(new Target("overload ÷ best: bookings/s", 0.95, false,
				Measurement.median(this.overload, OverloadWindow::bookingsPerSecond) / bestRate()));
		targets.add(new Target("overload: p99 of all answers in seconds", AnswerCounts.DEADLINE.toSeconds(), true,
				Measurement.median(this.overload, OverloadWindow::p99) / 1e3));
		this.recoveries.forEach((failure, recovery) -> targets
			.add(new Target(failure + ": seconds to full speed", 5, true, secondsToFullSpeed(recovery))));
		return targets;
	}

}
