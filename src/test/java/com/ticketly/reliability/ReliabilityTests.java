package com.ticketly.reliability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import com.ticketly.dynamodb.DynamoDbTestConfiguration;
import com.ticketly.reliability.Rounds.Result;
import com.ticketly.reliability.check.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a random load on several instances with faults, and checks that every promise is
 * kept. System properties run it longer and in other ways:
 * <ul>
 * <li>{@code reliability.seed}: the seed of the first round (1); each round has the next
 * one.
 * <li>{@code reliability.rounds}: the number of rounds (3).
 * <li>{@code reliability.operations}: about how many requests a round sends (1200).
 * <li>{@code reliability.customers}: how many of them are sent at the same time (40).
 * <li>{@code reliability.instances}: the number of instances (3).
 * <li>{@code reliability.fleets}: the number of such fleets, each with its own tables,
 * that share the rounds and run at the same time (1).
 * <li>{@code reliability.rate}: the share of requests to the database that a fault meets
 * (0.05).
 * <li>{@code reliability.message-rate}: the share of messages between instances that a
 * fault meets (0.05).
 * <li>{@code reliability.kills}: whether the instances are processes that are killed, and
 * the database as well (false).
 * </ul>
 */
class ReliabilityTests {

	private static final long SEED = Long.getLong("reliability.seed", 1);

	private static final int ROUNDS = Integer.getInteger("reliability.rounds", 3);

	private static final int OPERATIONS = Integer.getInteger("reliability.operations", 1200);

	private static final int INSTANCES = Integer.getInteger("reliability.instances", 3);

	private static final int FLEETS = Integer.getInteger("reliability.fleets", 1);

	private static final double RATE = Double.parseDouble(System.getProperty("reliability.rate", "0.05"));

	private static final double MESSAGE_RATE = Double
		.parseDouble(System.getProperty("reliability.message-rate", "0.05"));

	/**
	 * Up to this many rounds, the history of every round is kept, and of more only those
	 * with violations.
	 */
	private static final int KEPT_ROUNDS = 10;

	@Test
	@Timeout(value = 12, unit = TimeUnit.HOURS)
	void keepsItsPromises(@TempDir Path folder) {
		AtomicLong seeds = new AtomicLong(SEED);
		Totals totals = new Totals();
		List<Instances> fleets = new ArrayList<>();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int no = 0; no < FLEETS; no++) {
				fleets.add(start(SEED + no, folder.resolve("" + no)));
			}
			fleets.stream()
				.map((fleet) -> CompletableFuture.runAsync(() -> run(fleet, seeds, totals), executor))
				.toList()
				.forEach(CompletableFuture::join);
		}
		finally {
			fleets.forEach(Instances::close);
		}

		assertThat(totals.operations.sum()).isPositive();
		assertThat(totals.failures).isEmpty();
	}

	private static Instances start(long seed, Path folder) {
		return Boolean.getBoolean("reliability.kills")
				? new KilledProcesses(INSTANCES, seed, RATE, MESSAGE_RATE, folder) : new Cluster(INSTANCES, seed, RATE,
						MESSAGE_RATE, DynamoDbTestConfiguration.class, (no, faults) -> faults);
	}

	/**
	 * Runs rounds on a fleet, until no seed is left.
	 */
	private static void run(Instances instances, AtomicLong seeds, Totals totals) {
		Rounds rounds = new Rounds(instances);
		long seed = seeds.getAndIncrement();
		while (seed < SEED + ROUNDS) {
			Result result = rounds.run(seed, OPERATIONS);
			Path file = Path.of("target", "reliability", seed + ".jsonl");
			if (ROUNDS <= KEPT_ROUNDS || !result.violations().isEmpty()) {
				History.write(result.round(), file);
			}
			totals.add(seed, file, result, instances.faults());
			seed = seeds.getAndIncrement();
		}
	}

	/**
	 * The results of all rounds.
	 */
	private static final class Totals {

		private final long start = System.nanoTime();

		private final LongAdder operations = new LongAdder();

		private final Queue<String> failures = new ConcurrentLinkedQueue<>();

		private void add(long seed, Path file, Result result, Map<String, Long> faults) {
			this.operations.add(result.round().operations().size());
			result.violations()
				.forEach((violation) -> this.failures.add("Seed %d, %s: %s".formatted(seed, file, violation)));
			System.out.printf("Seed %d: %d violations; %d operations so far in %d s, faults of this fleet so far: %s%n",
					seed, result.violations().size(), this.operations.sum(),
					Duration.ofNanos(System.nanoTime() - this.start).toSeconds(), faults);
		}

	}

}
