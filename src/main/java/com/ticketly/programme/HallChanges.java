package com.ticketly.programme;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Replays;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.hall.Hall;
import com.ticketly.hall.HallId;
import com.ticketly.hall.Halls;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.seating.SeatingPlan;

import org.springframework.stereotype.Component;

/**
 * The use cases of operators for halls: create, change.
 */
@Component
record HallChanges(Clock clock, Halls halls, Replays replays, IdempotencyRecords records) {

	/**
	 * Creates a hall.
	 */
	Outcome<Hall> create(HallInput input, IdempotencyKey key) {
		ZoneId zone = Objects.requireNonNullElse(input.zone(), this.clock.getZone());
		SeatingPlan plan = input.plan();
		IdempotentRequest request = this.replays.begin(key,
				Fingerprint.of("createHall")
					.with("name", input.name())
					.with("zone", zone)
					.with("clearing", input.clearing())
					.with("seatingPlan", plan.drawings()));
		return this.replays.once(request,
				() -> Outcome.of(
						this.halls.add(Objects.requireNonNull(input.name()), zone, input.clearing(), plan,
								(transaction, hall) -> request.record(hall.id().value())
									.ifPresent((record) -> this.records.addTo(transaction, record))),
						new Rejection.KeyReused()),
				(id) -> Outcome.of(this.halls.find(new HallId(id)), Rejection.NotFound.HALL));
	}

	/**
	 * Makes a new version of a hall.
	 * @param versions tests whether the change was made for a version of the hall
	 */
	Outcome<Hall> change(HallId id, Hall.Change change, LongPredicate versions) {
		for (int attempt = 1;; attempt++) {
			Outcome<Optional<Hall>> written = Outcome.of(this.halls.find(id), Rejection.NotFound.HALL)
				.flatMap((hall) -> change(hall, change, versions));
			if (!(written instanceof Outcome.Done<Optional<Hall>>(var hall)) || hall.isPresent()) {
				return written.map(Optional::orElseThrow);
			}
			Backoff.afterConflict(attempt);
		}
	}

	private Outcome<Optional<Hall>> change(Hall hall, Hall.Change change, LongPredicate versions) {
		if (versions.test(hall.version())) {
			return Outcome.done(this.halls.change(hall, change));
		}
		// The answer to an earlier attempt of the same change may have been lost.
		return (versions.test(hall.version() - 1) && this.halls.has(hall, change)) ? Outcome.done(Optional.of(hall))
				: Outcome.refused(new Rejection.HallChanged());
	}

}
