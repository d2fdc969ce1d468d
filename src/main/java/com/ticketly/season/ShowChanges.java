package com.ticketly.season;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

import com.ticketly.api.SlotRequests;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Replays;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.expiry.ShowReport;
import com.ticketly.expiry.ShowUpdates;
import com.ticketly.hall.HallUse;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.GivenTime;
import com.ticketly.input.TheatreTime;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.show.ShowUpdate;
import com.ticketly.show.Shows;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Changes and cancels shows. The change is written at the show first, and then carried
 * out at its slots. That continues if it takes longer than the caller waits, and is
 * finished by an expiry run if this instance ends.
 */
@Component
record ShowChanges(Shows shows, ShowUpdates updates, Replays replays, SlotRequests requests, TheatreTime time) {

	/**
	 * Changes a show.
	 * @param versions tests whether the change was made for a version of the show
	 */
	Outcome<Changed> change(ShowId id, ShowInput.Change input, LongPredicate versions) {
		return write(id, (show) -> {
			ShowUpdate update = update(show, input);
			if (!versions.test(show.version())) {
				// The answer to an earlier attempt of the same change may have been lost.
				return (versions.test(show.version() - 1) && update.equals(show.update()))
						? Outcome.done(Optional.of(show)) : Outcome.refused(new Rejection.ShowChanged());
			}
			return Outcome.unless(problem(show, update), () -> Outcome.done(this.shows.update(show, update)));
		});
	}

	private ShowUpdate update(Show show, ShowInput.Change input) {
		HallUse hall = show.template().showing().hall();
		SlotChange change = new SlotChange(input.title(), input.description(), null, null, input.genre(),
				(input.sale() != null) ? this.requests.change(input.sale(), hall, () -> seats(show)) : null);
		return new ShowUpdate(change, null, from(input.from(), show)).stored(show.update());
	}

	private SeatingPlan seats(Show show) {
		Slot template = show.template();
		return new SlotPlan(template.showing(), template.capacity().seats(), this.shows.seating(show)).seats();
	}

	private @Nullable Instant from(@Nullable GivenTime from, Show show) {
		HallUse hall = show.template().showing().hall();
		return (from != null) ? this.time.resolve("from", from, (hall != null) ? hall.zone() : null) : null;
	}

	private Optional<Rejection> problem(Show show, ShowUpdate update) {
		return this.updates.problem(show, update)
			.map((problem) -> new Rejection.InvalidRequest(problem.field(),
					"%s, for each slot; it is not so for %s".formatted(problem.reason(), problem.slot())));
	}

	/**
	 * Cancels the slots of a show with all of their tickets and holds. A repeated
	 * cancellation completes one that failed halfway.
	 */
	Outcome<Changed> cancel(ShowId id, ShowInput.Cancellation input, IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of("cancelShow")
			.with("showId", id)
			.with("reason", input.reason())
			.with("from", input.from());
		return this.replays.repeatable(key, meaning, () -> write(id, (show) -> {
			ShowUpdate update = new ShowUpdate(null, Objects.requireNonNull(input.reason()), from(input.from(), show));
			return Outcome.done(update.equals(show.update()) ? Optional.of(show) : this.shows.update(show, update));
		}));
	}

	/**
	 * Writes a show, retries if another write comes first, and changes its slots.
	 * @param write writes the show; its result is empty if another write came first
	 */
	private Outcome<Changed> write(ShowId id, Function<Show, Outcome<Optional<Show>>> write) {
		for (int attempt = 1;; attempt++) {
			Outcome<Optional<Show>> written = Outcome.of(this.shows.find(id), Rejection.NotFound.SHOW)
				.map(this::finished)
				.flatMap(write);
			if (!(written instanceof Outcome.Done<Optional<Show>>(var show)) || show.isPresent()) {
				return written.map(Optional::orElseThrow)
					.map((changed) -> Deadline.await(() -> new Changed(changed, this.updates.carryOut(changed))));
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * Finishes the change before, so that a show has at most one that is unfinished.
	 */
	private Show finished(Show show) {
		return Deadline.await(() -> {
			this.updates.finish(show);
			return show;
		});
	}

	/**
	 * A show that has been changed.
	 *
	 * @param report what has been done
	 */
	record Changed(Show show, ShowReport report) {
	}

}
