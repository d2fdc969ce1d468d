package com.ticketly.expiry;

import java.util.Optional;

import com.ticketly.dynamodb.Deadline;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecord;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;

import org.springframework.stereotype.Service;

/**
 * Expires tickets on request.
 */
@Service
public class ExpiryRequests {

	private final TicketExpiry expiry;

	private final IdempotencyRecords records;

	ExpiryRequests(TicketExpiry expiry, IdempotencyRecords records) {
		this.expiry = expiry;
		this.records = records;
	}

	/**
	 * Expires all slots that are due. A repeated request returns the report of the first
	 * one. The deadline of the request does not end a run.
	 * @return the report, or empty if the key was used for another request
	 */
	public Optional<ExpiryReport> expireTickets(IdempotencyKey key) {
		IdempotentRequest request = this.records.begin(key, Fingerprint.of("expireTickets"));
		if (request.earlier() != null) {
			return replay(request);
		}
		ExpiryReport report = Deadline.unlimited(this.expiry::run);
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
