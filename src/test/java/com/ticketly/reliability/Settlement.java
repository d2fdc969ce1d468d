package com.ticketly.reliability;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.ticketly.reliability.check.Operation;

/**
 * Finds out what became of requests without an answer, once the faults are over.
 */
final class Settlement {

	/**
	 * An attempt may still be carried out until the deadline of its instance.
	 */
	private static final Duration DEADLINE = Duration.ofSeconds(2);

	private final Client client;

	private final History history;

	Settlement(Client client, History history) {
		this.client = client;
		this.history = history;
	}

	/**
	 * Sends each request without an answer again, with its key.
	 */
	void settle() {
		Map<String, List<Operation>> byKey = this.history.operations()
			.stream()
			.filter((operation) -> operation.request().key() != null)
			.collect(Collectors.groupingBy((operation) -> String.valueOf(operation.request().key())));
		List<Operation> unknown = byKey.values()
			.stream()
			.filter((attempts) -> attempts.stream().noneMatch(Operation::isDone)
					&& attempts.stream().anyMatch((attempt) -> attempt.answer().isUnknown()))
			.map(List::getLast)
			.sorted(Comparator.comparingLong(Operation::start))
			.toList();
		long last = this.history.operations().stream().mapToLong(Operation::end).max().orElse(System.nanoTime());
		while (System.nanoTime() < last + DEADLINE.toNanos()) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
		}
		unknown.forEach((operation) -> this.client.sendUntilAnswered(operation.request(), operation.instance()));
	}

}
