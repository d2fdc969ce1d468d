package com.ticketly.booking;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.listing.SeatsDetails;
import com.ticketly.slot.Section;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;

import org.springframework.stereotype.Service;

/**
 * Blocks and unblocks seats of slots, for operators.
 */
@Service
public class SeatBlocking {

	private final Clock clock;

	private final Slots slots;

	private final SeatAvailability availability;

	private final CommandExecutor executor;

	private final Replays replays;

	SeatBlocking(Clock clock, Slots slots, SeatAvailability availability, CommandExecutor executor, Replays replays) {
		this.clock = clock;
		this.slots = slots;
		this.availability = availability;
		this.executor = executor;
		this.replays = replays;
	}

	/**
	 * Blocks seats of any sections, so that they are not sold. Seats that are booked or
	 * held stay taken until they are freed.
	 * @return the seats of the slot as they are now
	 */
	public Outcome<SeatsDetails> block(SlotId id, SeatSelection.Named seats, IdempotencyKey key) {
		return change(id, seats, BlockSeats.Action.BLOCK, key);
	}

	/**
	 * Puts blocked seats on sale again.
	 * @return the seats of the slot as they are now
	 */
	public Outcome<SeatsDetails> unblock(SlotId id, SeatSelection.Named seats, IdempotencyKey key) {
		return change(id, seats, BlockSeats.Action.UNBLOCK, key);
	}

	/**
	 * Changes seats of any sections. Each section is written in a separate transaction,
	 * the last one together with the record of the idempotency key. A request that failed
	 * halfway can be repeated.
	 */
	private Outcome<SeatsDetails> change(SlotId id, SeatSelection.Named seats, BlockSeats.Action action,
			IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of(action.name())
			.with("slotId", id)
			.with("section", seats.section())
			.with("seats", seats.names().stream().sorted().toList());
		IdempotentRequest request = this.replays.begin(key, meaning);
		return this.replays.once(request, () -> change(id, seats, action, request), (result) -> seats(id));
	}

	private Outcome<SeatsDetails> change(SlotId id, SeatSelection.Named seats, BlockSeats.Action action,
			IdempotentRequest request) {
		return Outcome.of(this.slots.read(id), Rejection.NotFound.SLOT)
			.flatMap((slot) -> Outcome.unless(slot.changeRefusalAt(this.clock.instant()).map(Rejection::of),
					() -> NamedSeats.findEach(slot, this.slots.seating(slot), seats)))
			.flatMap((found) -> change(found, action, request))
			.flatMap((changed) -> seats(id));
	}

	private Outcome<Boolean> change(Map<CandidateSection, List<String>> found, BlockSeats.Action action,
			IdempotentRequest request) {
		Deadline deadline = this.executor.deadline();
		Outcome<Boolean> outcome = Outcome.done(true);
		for (Iterator<CandidateSection> sections = found.keySet().iterator(); sections.hasNext();) {
			CandidateSection section = sections.next();
			BlockSeats part = new BlockSeats(section, found.getOrDefault(section, List.of()), action);
			SaleCommand<Section> command = sections.hasNext() ? part
					: Once.of(part, request.record(section.key().toString()));
			outcome = outcome.flatMap((before) -> this.executor.execute(command, deadline).map((changed) -> true));
		}
		return outcome;
	}

	private Outcome<SeatsDetails> seats(SlotId id) {
		return Outcome.of(this.availability.seats(id), Rejection.NotFound.SLOT);
	}

}
