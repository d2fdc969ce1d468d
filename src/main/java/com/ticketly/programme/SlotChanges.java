package com.ticketly.programme;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.Replays;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.expiry.SlotCloser;
import com.ticketly.hall.HallUse;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.listing.SlotDetails;
import com.ticketly.sale.SaleTerms;
import com.ticketly.sale.SaleTime;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotSchedule.Result;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The use cases of operators for slots: schedule, change, cancel. The item of the slot is
 * written first and is authoritative from then on. The sections are written next, so that
 * other instances detect the change. That continues if it takes longer than the caller
 * waits.
 */
@Service
public class SlotChanges {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final SlotSchedule schedule;

	private final Slots slots;

	private final SlotCloser closer;

	private final SeatAvailability availability;

	private final Replays replays;

	private final IdempotencyRecords records;

	SlotChanges(Clock clock, ExpiryProperties expiry, SlotSchedule schedule, Slots slots, SlotCloser closer,
			SeatAvailability availability, Replays replays, IdempotencyRecords records) {
		this.clock = clock;
		this.expiry = expiry;
		this.schedule = schedule;
		this.slots = slots;
		this.closer = closer;
		this.availability = availability;
		this.replays = replays;
		this.records = records;
	}

	/**
	 * Schedules a slot.
	 * @param overlaps whether another slot may take place in the hall at the same time
	 */
	public Outcome<SlotDetails> schedule(SlotPlan plan, boolean overlaps, IdempotencyKey key) {
		IdempotentRequest request = this.replays.begin(key,
				meaning("schedule", plan).with("allowOverlap", overlaps ? true : null));
		return this.replays.once(request, () -> schedule(plan, overlaps, request), this::scheduled);
	}

	/**
	 * Returns the fingerprint of an operation that schedules a slot.
	 */
	public static Fingerprint meaning(String operation, SlotPlan plan) {
		Showing showing = plan.showing();
		HallUse hall = showing.hall();
		return Fingerprint.of(operation)
			.with("slotName", showing.name())
			.with("slotDescription", showing.description())
			.with("startTime", showing.start())
			.with("endTime", showing.end())
			.with("slotType", showing.type())
			.with("genre", showing.genre())
			.with("capacity", plan.capacity())
			.with("seatingPlan", (plan.seating() != null && hall == null) ? drawing(plan.seating()) : null)
			// A repeated request finds its slot even if the hall has a new version.
			.with("hallId", (hall != null) ? hall.version().hall() : null)
			.with("sale", terms(plan.sale()));
	}

	/**
	 * Returns the terms except for the code, of which no digest without a salt is stored.
	 */
	private static @Nullable String terms(SaleTerms sale) {
		SaleTime presaleFrom = (sale.presale() != null) ? sale.presale().from() : null;
		String terms = "%s %s %s %s".formatted(sale.from(), sale.until(), presaleFrom, sale.limits());
		return sale.equals(SaleTerms.NONE) ? null : (sale.prices() != null) ? terms + " " + sale.prices() : terms;
	}

	private static List<String> drawing(SeatingPlan seating) {
		return seating.drawings().stream().flatMap(List::stream).toList();
	}

	private Outcome<SlotDetails> schedule(SlotPlan plan, boolean overlaps, IdempotentRequest request) {
		Result scheduled = this.schedule.add(plan, overlaps, (transaction, slot) -> request.record(slot.id().value())
			.ifPresent((record) -> this.records.addTo(transaction, record)));
		return written(scheduled).flatMap((slot) -> Outcome.of(slot, new Rejection.KeyReused()))
			.map(this.availability::newSlot);
	}

	private static Outcome<Optional<Slot>> written(Result result) {
		return switch (result) {
			case Result.Written(var slot) -> Outcome.done(Optional.of(slot));
			case Result.HallOccupied occupied -> Outcome.refused(Rejection.HallOccupied.by(occupied));
			case Result.Refused() -> Outcome.done(Optional.empty());
		};
	}

	private Outcome<SlotDetails> scheduled(String slotId) {
		return Outcome.of(this.availability.slot(new SlotId(slotId)), Rejection.NotFound.SLOT);
	}

	/**
	 * Changes a slot.
	 * @param overlaps whether another slot may take place in the hall at the same time
	 * @param editions tests whether the change was made for an edition of the slot
	 */
	public Outcome<SlotDetails> change(SlotId id, SlotChange change, boolean overlaps, LongPredicate editions) {
		return write(id, (slot) -> {
			if (!editions.test(slot.edition())) {
				// An earlier attempt of the same change may have failed halfway.
				return (editions.test(slot.edition() - 1) && slot.has(change)) ? Outcome.done(Optional.of(slot))
						: Outcome.refused(new Rejection.SlotChanged());
			}
			return Outcome.unless(slot.problemWith(change, this.clock.instant(), this.expiry).map(SlotChanges::invalid),
					() -> written(this.schedule.change(slot, change, overlaps)));
		}).map((slot) -> Deadline.await(() -> {
			this.closer.applyChange(slot, change.end() != null || slot.bookingsMayDiffer());
			return slot;
		})).map(this.availability::details);
	}

	private static Rejection invalid(SlotChange.Problem problem) {
		return new Rejection.InvalidRequest(problem.field(), problem.reason());
	}

	/**
	 * Cancels a slot and all of its tickets and holds. Canceling a canceled slot
	 * completes a cancellation that failed halfway; the first reason is kept.
	 * @param reason why, for customers
	 */
	public Outcome<SlotDetails> cancel(SlotId id, String reason, IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of("cancelSlot").with("slotId", id).with("reason", reason);
		return this.replays.repeatable(key, meaning, () -> cancel(id, reason));
	}

	private Outcome<SlotDetails> cancel(SlotId id, String reason) {
		Outcome<Slot> written = write(id, (slot) -> Outcome.done(this.slots.cancel(slot, reason)));
		Outcome<Slot> canceled = (written instanceof Outcome.Refused<Slot>(Rejection.SlotCanceled _))
				? Outcome.of(this.slots.read(id), Rejection.NotFound.SLOT) : written;
		return canceled.map((slot) -> Deadline.await(() -> {
			this.closer.cancel(slot);
			return slot;
		})).map(this.availability::details);
	}

	/**
	 * Writes a slot, and retries if another write comes first.
	 * @param write writes the slot; its result is empty if another write came first
	 */
	private Outcome<Slot> write(SlotId id, Function<Slot, Outcome<Optional<Slot>>> write) {
		for (int attempt = 1;; attempt++) {
			Outcome<Optional<Slot>> written = Outcome.of(this.slots.read(id), Rejection.NotFound.SLOT)
				.flatMap((slot) -> Outcome.unless(slot.changeRefusalAt(this.clock.instant()).map(Rejection::of),
						() -> write.apply(slot)));
			if (!(written instanceof Outcome.Done<Optional<Slot>>(var slot)) || slot.isPresent()) {
				return written.map(Optional::orElseThrow);
			}
			Backoff.afterConflict(attempt);
		}
	}

}
