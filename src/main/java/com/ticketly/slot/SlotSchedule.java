package com.ticketly.slot;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.hall.HallCalendar;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Halls;
import com.ticketly.hall.Occupancy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

import org.springframework.stereotype.Component;

/**
 * Writes new slots with their sections and seating plans, and changes of slots. A slot
 * that takes place in a hall is written in one transaction with the times at which the
 * hall is occupied, so that two slots never get the same time.
 */
@Component
public class SlotSchedule {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final Sections sections;

	private final Halls halls;

	private final Transactions transactions;

	SlotSchedule(Clock clock, ExpiryProperties expiry, Slots slots, Sections sections, Halls halls,
			Transactions transactions) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.sections = sections;
		this.halls = halls;
		this.transactions = transactions;
	}

	/**
	 * Schedules a slot: writes it with all of its sections, or nothing.
	 * @param overlaps whether another slot may take place in the hall at the same time
	 * @param alongside adds up to one item to the transaction, on any condition
	 */
	public Result add(SlotPlan plan, boolean overlaps,
			BiConsumer<TransactWriteItemsEnhancedRequest.Builder, Slot> alongside) {
		Slot slot = plan.slot(this.clock.instant(), this.expiry);
		Write write = new Write(slot, List.of(), overlaps, true,
				(transaction) -> this.slots.addPut(transaction, slot, plan.seating()), (transaction) -> {
					alongside.accept(transaction, slot);
					addSections(transaction, plan.sections(slot));
				});
		return write(write);
	}

	private void addSections(TransactWriteItemsEnhancedRequest.Builder transaction, List<Section> sections) {
		int fitting = Transactions.MAX_ITEMS - size(transaction);
		// A section that is stored without its slot is never found.
		sections.stream().skip(fitting).forEach(this.sections::add);
		sections.stream().limit(fitting).forEach((section) -> this.sections.addPut(transaction, section));
	}

	private static int size(TransactWriteItemsEnhancedRequest.Builder transaction) {
		return transaction.build().transactWriteItems().size();
	}

	/**
	 * Writes a change by an operator, which must then be propagated to the sections and
	 * bookings of the slot.
	 * @param overlaps whether another slot may take place in the hall at the same time
	 */
	public Result change(Slot slot, SlotChange change, boolean overlaps) {
		Slot changed = this.slots.changed(slot, change);
		HallUse hall = changed.showing().hall();
		if (hall == null || changed.showing().isSimultaneous(slot.showing())) {
			return this.slots.replace(changed).<Result>map(Result.Written::new).orElseGet(Result.Refused::new);
		}
		return write(new Write(changed, List.of(occupancy(slot, hall)), overlaps, false,
				(transaction) -> this.slots.addReplace(transaction, changed), (transaction) -> {
				}));
	}

	private static Occupancy occupancy(Slot slot, HallUse hall) {
		return hall.occupancy(slot.id().value(), slot.showing().start(), slot.showing().end());
	}

	private Result write(Write write) {
		HallUse hall = write.slot().showing().hall();
		if (hall == null) {
			return write(write, null).orElseThrow();
		}
		Occupancy occupancy = occupancy(write.slot(), hall);
		List<Occupancy> times = Stream.concat(write.previous().stream(), Stream.of(occupancy)).toList();
		for (int attempt = 1;; attempt++) {
			HallCalendar calendar = this.halls.calendar(hall.version().hall(), times);
			Optional<Slot> other = write.overlaps() ? Optional.empty() : other(calendar, occupancy);
			if (other.isPresent()) {
				return new Result.HallOccupied(other.get());
			}
			Optional<Result> result = write(write, calendar.with(occupancy));
			if (result.isPresent()) {
				return result.get();
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * Returns the first slot that takes place at the same time. The calendar also has
	 * slots that are canceled.
	 */
	private Optional<Slot> other(HallCalendar calendar, Occupancy occupancy) {
		return calendar.overlapping(occupancy)
			.stream()
			.flatMap((id) -> this.slots.read(new SlotId(id)).stream())
			.filter((slot) -> slot.lifecycle().status() != SlotStatus.CANCELED)
			.findFirst();
	}

	/**
	 * Returns an empty result if the calendar has changed meanwhile.
	 */
	private Optional<Result> write(Write write, @Nullable HallCalendar calendar) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		write.first().accept(transaction);
		int begin = size(transaction);
		if (calendar != null) {
			calendar.addTo(transaction);
		}
		int end = size(transaction);
		write.others().accept(transaction);
		if (!(this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused refused)) {
			return Optional.of(new Result.Written(write.slot().nextVersion()));
		}
		WriteResult.Reason slot = refused.reasons().getFirst();
		if (slot.conditionFailed()) {
			// Slot ids are unique: if a new slot exists already, an earlier attempt wrote
			// it.
			boolean written = write.isNew() || this.slots.isWritten(write.slot(), slot);
			return Optional.of(written ? new Result.Written(write.slot().nextVersion()) : new Result.Refused());
		}
		boolean changed = refused.reasons().subList(begin, end).stream().anyMatch(WriteResult.Reason::conditionFailed);
		return changed ? Optional.empty() : Optional.of(new Result.Refused());
	}

	/**
	 * A slot to write.
	 *
	 * @param previous when the stored slot occupies the hall
	 * @param overlaps whether another slot may occupy the hall at the same time
	 * @param first adds the slot, and what belongs to it, to the transaction
	 * @param others adds further items
	 */
	private record Write(Slot slot, List<Occupancy> previous, boolean overlaps, boolean isNew,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> first,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> others) {
	}

	/**
	 * The result of writing a slot.
	 */
	public sealed interface Result {

		/**
		 * It is written.
		 *
		 * @param slot the slot as it is stored
		 */
		record Written(Slot slot) implements Result {
		}

		/**
		 * Another slot takes place in the hall at the same time, so nothing is written.
		 */
		record HallOccupied(Slot other) implements Result {
		}

		/**
		 * Nothing is written: another write of the slot came first, or the condition of
		 * the item alongside failed.
		 */
		record Refused() implements Result {
		}

	}

}
