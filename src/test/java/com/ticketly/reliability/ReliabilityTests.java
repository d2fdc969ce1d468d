package com.ticketly.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.ticketly.dynamodb.DynamoDbTestConfiguration;
import com.ticketly.reliability.Rounds.Result;
import com.ticketly.reliability.check.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a random load on several instances with faults, and checks that every promise is
 * kept. These system properties run it, longer and in other ways:
 * <ul>
 * <li>{@code reliability}: {@code true} to run it at all.
 * <li>{@code reliability.seed}: the seed of the first round (1); each round has the next
 * one.
 * <li>{@code reliability.rounds}: the number of rounds (3).
 * <li>{@code reliability.operations}: about how many requests a round sends (1200).
 * <li>{@code reliability.customers}: how many of them are sent at the same time (40).
 * <li>{@code reliability.instances}: the number of instances (3).
 * <li>{@code reliability.rate}: the share of requests to the database that a fault meets
 * (0.05).
 * <li>{@code reliability.message-rate}: the share of messages between instances that a
 * fault meets (0).
 * <li>{@code reliability.kills}: whether the instances are processes that are killed, and
 * the database as well (false).
 * </ul>
 */
@EnabledIfSystemProperty(named = "reliability", matches = "true")
class ReliabilityTests {

	private static final long SEED = Long.getLong("reliability.seed", 1);

	private static final int ROUNDS = Integer.getInteger("reliability.rounds", 3);

	private static final int OPERATIONS = Integer.getInteger("reliability.operations", 1200);

	private static final int INSTANCES = Integer.getInteger("reliability.instances", 3);

	private static final double RATE = Double.parseDouble(System.getProperty("reliability.rate", "0.05"));

	/**
	 * None by default: a message that is doubled or late can carry out a command after
	 * its caller was refused.
	 */
	private static final double MESSAGE_RATE = Double.parseDouble(System.getProperty("reliability.message-rate", "0"));

	/**
	 * Up to this many rounds, the history of every round is kept, and of more only those
	 * with violations.
	 */
	private static final int KEPT_ROUNDS = 10;

	@Test
	@Timeout(value = 12, unit = TimeUnit.HOURS)
	void keepsItsPromises(@TempDir Path folder) {
		List<String> failures = new ArrayList<>();
		long operations = 0;
		long start = System.nanoTime();
		try (Instances instances = start(folder)) {
			Rounds rounds = new Rounds(instances);
			for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
				Result result = rounds.run(seed, OPERATIONS);
				operations += result.round().operations().size();
				Path file = Path.of("target", "reliability", seed + ".jsonl");
				if (ROUNDS <= KEPT_ROUNDS || !result.violations().isEmpty()) {
					History.write(result.round(), file);
				}
				System.out.printf("Seed %d: %d violations; %d operations so far in %d s, faults so far: %s%n", seed,
						result.violations().size(), operations, Duration.ofNanos(System.nanoTime() - start).toSeconds(),
						instances.faults());
				for (Violation violation : result.violations()) {
					failures.add("Seed %d, %s: %s".formatted(seed, file, violation));
				}
			}
		}

		assertThat(operations).isPositive();
		assertThat(failures).isEmpty();
	}

	private static Instances start(Path folder) {
		return Boolean.getBoolean("reliability.kills")
				? new KilledProcesses(INSTANCES, SEED, RATE, MESSAGE_RATE, folder) : new Cluster(INSTANCES, SEED, RATE,
						MESSAGE_RATE, DynamoDbTestConfiguration.class, (no, faults) -> faults);
	}

}
