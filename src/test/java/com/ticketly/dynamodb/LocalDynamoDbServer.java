package com.ticketly.dynamodb;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import com.ticketly.dynamodb.AwsRequestHandler.Sleeper;
import io.github.bucket4j.TimeMeter;

import org.springframework.boot.DefaultApplicationArguments;

/**
 * Runs DynamoDB Local as a separate process: with the behavior of DynamoDB on AWS and its
 * tables in memory, or without it and with its tables in a folder. It prints its endpoint
 * on one line, and runs until it is stopped or its parent process ends.
 * <p>
 * Arguments, each as {@code --name=value}, with their defaults in parentheses:
 * <ul>
 * <li>{@code latency}: the range of the latency of a call in milliseconds ({@code 5-25});
 * {@code 0-0} adds none.
 * <li>{@code units}: the write units per second of a partition key ({@code 1000});
 * {@code 0} for no limit.
 * <li>{@code slowdown}: the factor by which latency grows and the refill of write units
 * slows down ({@code 1}).
 * <li>{@code conflicts}: whether transactions conflict ({@code true}).
 * <li>{@code seed}: the seed of the random latencies ({@code 1}).
 * <li>{@code folder}: the folder of the tables (none); no other argument but the port has
 * an effect then.
 * <li>{@code port}: the port on the loopback address ({@code 0}, a random free port).
 * </ul>
 * A line {@code latency=1500-1500} on standard input changes the latency. The process
 * prints the line when it has done so.
 */
public final class LocalDynamoDbServer {

	private static final List<String> ARGUMENTS = List.of("latency", "units", "slowdown", "conflicts", "seed", "folder",
			"port");

	private LocalDynamoDbServer() {
	}

	public static void main(String[] args) throws InterruptedException {
		DefaultApplicationArguments arguments = new DefaultApplicationArguments(args);
		if (!arguments.getNonOptionArgs().isEmpty() || !ARGUMENTS.containsAll(arguments.getOptionNames())) {
			throw new IllegalArgumentException("The supported arguments are " + ARGUMENTS);
		}
		int slowdown = Integer.parseInt(argument(arguments, "slowdown", "1"));
		long seed = Long.parseLong(argument(arguments, "seed", "1"));
		AtomicReference<Latency> latency = new AtomicReference<>(
				latency(argument(arguments, "latency", "5-25"), slowdown, seed));
		AwsBehavior behavior = new AwsBehavior(() -> latency.get().draw(),
				Integer.parseInt(argument(arguments, "units", Integer.toString(AwsBehavior.UNITS_PER_SECOND))),
				Boolean.parseBoolean(argument(arguments, "conflicts", "true")));
		LocalDynamoDb.disableLogging();
		int port = Integer.parseInt(argument(arguments, "port", "0"));
		String folder = argument(arguments, "folder", "");
		try (LocalDynamoDb dynamoDb = folder.isEmpty()
				? LocalDynamoDb.simulatingAws(behavior, port, new SlowMotionTime(slowdown), Sleeper.realTime())
				: LocalDynamoDb.in(Path.of(folder), port)) {
			System.out.println(dynamoDb.endpoint());
			Thread.ofPlatform().daemon().start(() -> changeLatency(latency, slowdown, seed));
			Optional<ProcessHandle> parent = ProcessHandle.current().parent();
			if (parent.isPresent()) {
				parent.get().onExit().join();
			}
			else {
				new CountDownLatch(1).await();
			}
		}
	}

	/**
	 * Changes the latency with each line of standard input, until it ends.
	 */
	private static void changeLatency(AtomicReference<Latency> latency, int slowdown, long seed) {
		new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines().forEach((line) -> {
			latency.set(latency(line.substring(line.indexOf('=') + 1), slowdown, seed));
			System.out.println(line);
		});
	}

	private static Latency latency(String range, int slowdown, long seed) {
		String[] ends = range.split("-");
		return Latency.between(milliseconds(ends[0]).multipliedBy(slowdown),
				milliseconds(ends[1]).multipliedBy(slowdown), seed);
	}

	private static Duration milliseconds(String text) {
		return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1_000_000));
	}

	private static String argument(DefaultApplicationArguments arguments, String name, String defaultValue) {
		List<String> values = arguments.getOptionValues(name);
		return (values != null) ? values.getLast() : defaultValue;
	}

	/**
	 * Time that passes more slowly than real time.
	 *
	 * @param slowdown the factor
	 */
	private record SlowMotionTime(int slowdown) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return System.nanoTime() / this.slowdown;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
