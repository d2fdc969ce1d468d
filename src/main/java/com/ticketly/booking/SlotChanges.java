package com.ticketly.booking;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

import com.ticketly.receipt.Receipts;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Component;

/**
 * What operators do with slots that are scheduled. The slot's item is written first: what
 * it says holds from then on. The sections follow, so that other instances learn of it.
 */
@Component
class SlotChanges {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Closing closing;

	private final SectionQueues queues;

	private final Listings listings;

	private final Receipts receipts;

	SlotChanges(Clock clock, ExpiryProperties expiry, Slots slots, Closing closing, SectionQueues queues,
			Listings listings, Receipts receipts) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.closing = closing;
		this.queues = queues;
		this.listings = listings;
		this.receipts = receipts;
	}

	/**
	 * Schedules a slot.
	 */
	Outcome<SlotDetails> schedule(SlotPlan plan, Reply<SlotDetails> reply) {
		Optional<Slot> scheduled = this.slots.schedule(plan,
				(transaction, slot) -> reply.receipt(this.listings.newDetails(slot))
					.ifPresent((receipt) -> this.receipts.addAnswer(transaction, receipt)));
		return Outcome.of(scheduled.map(this.listings::newDetails), new Rejection.RequestRunning());
	}

	/**
	 * Changes a slot.
	 * @param editions tells which editions of the slot the change was made for
	 */
	Outcome<Slot> change(SlotId id, SlotChange change, LongPredicate editions) {
		Outcome<Slot> changed = write(id, (slot) -> {
			if (!editions.test(slot.edition())) {
				// An earlier try of the same change may have ended half-way.
				return (editions.test(slot.edition() - 1) && slot.has(change)) ? Outcome.done(Optional.of(slot))
						: Outcome.refused(new Rejection.SlotChanged());
			}
			return slot.problemWith(change, this.clock.instant(), this.expiry)
				.map((problem) -> Outcome.<Optional<Slot>>refused(invalid(problem)))
				.orElseGet(() -> Outcome.done(this.slots.change(slot, change)));
		});
		return changed.map((slot) -> {
			this.closing.revise(slot, change.end() != null);
			return slot;
		});
	}

	private static Rejection.Invalid invalid(SlotChange.Problem problem) {
		return new Rejection.Invalid("endTime", switch (problem) {
			case END_TOO_EARLY -> "must not be so long ago that the slot is over";
			case END_NOT_AFTER_START -> "must be after startTime";
		});
	}

	/**
	 * Cancels a slot, with all of its tickets. Canceling it again lets those catch up
	 * that an earlier time left.
	 */
	Outcome<Slot> cancel(SlotId id, String reason) {
		Outcome<Slot> written = write(id, (slot) -> Outcome.done(this.slots.replace(slot.cancel(reason))));
		Outcome<Slot> canceled = (written instanceof Outcome.Refused<Slot>(Rejection.SlotCanceled _))
				? Outcome.of(this.slots.read(id), new Rejection.SlotNotFound()) : written;
		return canceled.map((slot) -> {
			this.closing.close(slot, this.clock.instant());
			return slot;
		});
	}

	private Outcome<Slot> write(SlotId id, Function<Slot, Outcome<Optional<Slot>>> write) {
		while (true) {
			Outcome<Optional<Slot>> written = read(id).flatMap(write);
			switch (written) {
				case Outcome.Refused<Optional<Slot>>(var rejection) -> {
					return Outcome.refused(rejection);
				}
				case Outcome.Done<Optional<Slot>>(var slot) when slot.isPresent() -> {
					return Outcome.done(slot.get());
				}
				case Outcome.Done<Optional<Slot>> writtenMeanwhile -> {
					// By somebody else: on what that left.
				}
			}
		}
	}

	private Outcome<Slot> read(SlotId id) {
		Instant now = this.clock.instant();
		return Outcome.of(this.slots.read(id), new Rejection.SlotNotFound())
			.flatMap((slot) -> slot.changeRefusalAt(now)
				.map((refusal) -> Outcome.<Slot>refused(Rejection.of(refusal)))
				.orElseGet(() -> Outcome.done(slot)));
	}

	/**
	 * Takes seats out of the sale, or puts them back: section by section, each of which
	 * can be done twice. The answer is written with the last one.
	 */
	Outcome<SeatsDetails> block(SlotId id, SeatWish.Named seats, boolean blocks, Reply<SeatsDetails> reply) {
		return read(id).flatMap((slot) -> NamedSeats.findEach(slot, this.slots.seating(slot), seats)
			.flatMap((found) -> block(this.listings.seats(slot), found, blocks, reply)));
	}

	private Outcome<SeatsDetails> block(SeatsDetails seats, Map<Offer, List<String>> found, boolean blocks,
			Reply<SeatsDetails> reply) {
		Deadline deadline = this.queues.deadline();
		Outcome<SeatsDetails> outcome = Outcome.done(seats);
		for (Iterator<Map.Entry<Offer, List<String>>> parts = found.entrySet().iterator(); parts.hasNext();) {
			Map.Entry<Offer, List<String>> part = parts.next();
			BlockSeats command = new BlockSeats(part.getKey(), part.getValue(), blocks);
			boolean last = !parts.hasNext();
			outcome = outcome
				.flatMap((before) -> this.queues.execute(last ? reply.to(command, before::with) : command, deadline)
					.map(before::with));
		}
		return outcome;
	}

}
