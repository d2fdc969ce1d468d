package com.ticketly.expiry;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecord;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

import org.springframework.stereotype.Service;

/**
 * Expires tickets on request.
 */
@Service
public class ExpiryRequests {

	private final TicketExpiry expiry;

	private final IdempotencyRecords records;

	private final SlotContents contents;

	private final SalesProperties properties;

	private final Lock running = new ReentrantLock();

	ExpiryRequests(TicketExpiry expiry, IdempotencyRecords records, SlotContents contents, SalesProperties properties) {
		this.expiry = expiry;
		this.records = records;
		this.contents = contents;
		this.properties = properties;
	}

	/**
	 * Expires all slots that are due. The caller waits for as long as the run makes
	 * progress; the run continues in any case. A repeated request returns the report of
	 * the first one.
	 * @return the report, or empty if the key was used for another request
	 */
	public Optional<ExpiryReport> expireTickets(IdempotencyKey key) {
		IdempotentRequest request = this.records.begin(key, Fingerprint.of("expireTickets"));
		return (request.earlier() != null) ? replay(request) : await(Deadline.start(() -> runAlone(request)));
	}

	private <T> T await(CompletableFuture<T> run) {
		while (true) {
			long processed = this.contents.processed();
			try {
				return Deadline.in(this.properties.deadline()).call(() -> Deadline.join(run.copy()));
			}
			catch (SdkClientException ex) {
				if (run.isDone()) {
					return Deadline.resultOf(run);
				}
				if (this.contents.processed() == processed) {
					throw ex;
				}
			}
		}
	}

	private Optional<ExpiryReport> runAlone(IdempotentRequest request) {
		// A caller that repeats its request waits for the run that it started before.
		this.running.lock();
		try {
			IdempotentRequest current = this.records.readAgain(request);
			return (current.earlier() != null) ? replay(current) : run(current);
		}
		finally {
			this.running.unlock();
		}
	}

	private Optional<ExpiryReport> run(IdempotentRequest request) {
		ExpiryReport report = this.expiry.run();
		// Every step of a run is conditional, so a run that is not recorded can be
		// repeated.
		Optional<IdempotencyRecord> record = request.record(report.toText());
		if (record.isEmpty() || this.records.add(record.get())) {
			return Optional.of(report);
		}
		// Of two concurrent requests, the one that found nothing to do may be recorded
		// first.
		return replay(this.records.readAgain(request)).filter((earlier) -> earlier.slots() > 0)
			.or(() -> Optional.of(report));
	}

	private static Optional<ExpiryReport> replay(IdempotentRequest request) {
		return Optional.ofNullable(request.earlier())
			.filter(request::matches)
			.map((earlier) -> ExpiryReport.parse(earlier.result()));
	}

}
