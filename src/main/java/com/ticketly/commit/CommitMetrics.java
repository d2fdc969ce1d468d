package com.ticketly.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

import com.ticketly.dynamodb.WriteResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Metrics of the commit engine.
 */
@Component
class CommitMetrics {

	private final DistributionSummary groupSize;

	private final Timer queueWait;

	private final MeterProvider<Timer> transactions;

	private final Counter conflicts;

	CommitMetrics(MeterRegistry registry) {
		this.groupSize = DistributionSummary.builder("ticketly.group.size")
			.description("Commands in a written transaction")
			.register(registry);
		this.queueWait = Timer.builder("ticketly.queue.wait")
			.description("Time that commands waited for their group")
			.register(registry);
		this.transactions = Timer.builder("ticketly.transaction")
			.description("Time of a group's transaction until its outcome was certain")
			.withRegistry(registry);
		this.conflicts = Counter.builder("ticketly.conflicts")
			.description("Transactions that were refused because another write came first")
			.register(registry);
	}

	void recordQueueWait(Collection<Pending<?>> group) {
		long now = System.nanoTime();
		group.forEach((pending) -> this.queueWait.record(Duration.ofNanos(now - pending.queuedAt())));
	}

	WriteResult measure(int commands, Supplier<WriteResult> transaction) {
		long start = System.nanoTime();
		String outcome = "failed";
		try {
			WriteResult result = transaction.get();
			switch (result) {
				case WriteResult.Written() -> {
					outcome = "written";
					this.groupSize.record(commands);
				}
				case WriteResult.Refused refused -> {
					outcome = "refused";
					this.conflicts.increment();
				}
			}
			return result;
		}
		finally {
			this.transactions.withTag("outcome", outcome).record(Duration.ofNanos(System.nanoTime() - start));
		}
	}

}
