package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import com.ticketly.dynamodb.AwsRequestHandler.Pause;
import io.github.bucket4j.TimeMeter;

import org.springframework.boot.DefaultApplicationArguments;

/**
 * Starts a DynamoDB Local that answers as DynamoDB in AWS does, as a process of its own,
 * with empty tables in memory. It prints its endpoint, a line, and runs until it is ended
 * or the process ends that started it.
 * <p>
 * Its arguments, each as {@code --name=value}:
 * <ul>
 * <li>{@code latency}: from how many to how many milliseconds a call takes
 * ({@code 5-25}); {@code 0-0} adds none.
 * <li>{@code units}: how many write units a partition key gets a second ({@code 1000});
 * {@code 0} for any number.
 * <li>{@code slowdown}: how many times slower all of that is ({@code 1}), as if it were
 * watched in slow motion.
 * <li>{@code conflicts}: whether transactions conflict ({@code true}).
 * <li>{@code seed}: where the drawn latencies begin ({@code 1}).
 * <li>{@code port}: where it listens, on loopback only ({@code 0}, any that is free).
 * </ul>
 */
public final class LocalDynamoDbServer {

	private static final List<String> ARGUMENTS = List.of("latency", "units", "slowdown", "conflicts", "seed", "port");

	private LocalDynamoDbServer() {
	}

	public static void main(String[] args) throws InterruptedException {
		DefaultApplicationArguments arguments = new DefaultApplicationArguments(args);
		if (!arguments.getNonOptionArgs().isEmpty() || !ARGUMENTS.containsAll(arguments.getOptionNames())) {
			throw new IllegalArgumentException("Only these are known: " + ARGUMENTS);
		}
		String[] latency = argument(arguments, "latency", "5-25").split("-");
		int slowdown = Integer.parseInt(argument(arguments, "slowdown", "1"));
		AwsBehavior traits = new AwsBehavior(Latency.between(milliseconds(latency[0]).multipliedBy(slowdown),
				milliseconds(latency[1]).multipliedBy(slowdown), Long.parseLong(argument(arguments, "seed", "1"))),
				Integer.parseInt(argument(arguments, "units", Integer.toString(AwsBehavior.UNITS_PER_SECOND))),
				Boolean.parseBoolean(argument(arguments, "conflicts", "true")));
		LocalDynamoDb.disableLogging();
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(traits,
				Integer.parseInt(argument(arguments, "port", "0")), new SlowTime(slowdown), Pause.sleeping())) {
			System.out.println(dynamoDb.endpoint());
			Optional<ProcessHandle> parent = ProcessHandle.current().parent();
			if (parent.isPresent()) {
				parent.get().onExit().join();
			}
			else {
				new CountDownLatch(1).await();
			}
		}
	}

	private static Duration milliseconds(String text) {
		return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1_000_000));
	}

	private static String argument(DefaultApplicationArguments arguments, String name, String otherwise) {
		List<String> values = arguments.getOptionValues(name);
		return (values != null) ? values.getLast() : otherwise;
	}

	/**
	 * Time that passes more slowly.
	 *
	 * @param slowdown how many times
	 */
	private record SlowTime(int slowdown) implements TimeMeter {

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
