package com.ticketly.slot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.hall.HallCalendar;
import com.ticketly.hall.HallId;
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
		Write write = new Write(List.of(slot), List.of(), overlaps, true,
				(transaction) -> this.slots.addPut(transaction, slot, plan.seating()), (transaction) -> {
					alongside.accept(transaction, slot);
					this.sections.addPuts(transaction, plan.sections(slot));
				});
		return write(write);
	}

	/**
	 * Occupies the hall of several new slots, which must then be written by
	 * {@link NewSlots}.
	 * @param slots slots of one hall, or without one
	 * @param overlaps whether another slot may take place in the hall at the same time
	 * @param first adds items to the transaction, the first of them on the condition that
	 * it is new
	 * @param alongside adds up to one item, on any condition
	 * @return the first slot if all are written
	 */
	public Result reserve(List<Slot> slots, boolean overlaps, Consumer<TransactWriteItemsEnhancedRequest.Builder> first,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> alongside) {
		return write(new Write(slots, List.of(), overlaps, true, first, alongside));
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
		return write(new Write(List.of(changed), List.of(occupancy(slot, hall)), overlaps, false,
				(transaction) -> this.slots.addReplace(transaction, changed), (transaction) -> {
				}));
	}

	static Occupancy occupancy(Slot slot, HallUse hall) {
		return hall.occupancy(slot.id().value(), slot.showing().start(), slot.showing().end());
	}

	private Result write(Write write) {
		HallUse hall = write.slot().showing().hall();
		if (hall == null) {
			return write(write, null).orElseThrow();
		}
		List<Occupancy> occupancies = write.slots().stream().map((slot) -> occupancy(slot, hall)).toList();
		List<Occupancy> times = Stream.concat(write.previous().stream(), occupancies.stream()).toList();
		for (int attempt = 1;; attempt++) {
			HallCalendar calendar = this.halls.calendar(hall.version().hall(), times);
			Optional<Result> other = write.overlaps() ? Optional.empty() : other(calendar, occupancies);
			if (other.isPresent()) {
				return other.get();
			}
			HallCalendar occupied = calendar;
			for (Occupancy occupancy : occupancies) {
				occupied = occupied.with(occupancy);
			}
			Optional<Result> result = write(write, occupied);
			if (result.isPresent()) {
				return result.get();
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * Returns whether another slot takes place at the same time.
	 */
	boolean isOccupied(HallCalendar calendar, Occupancy occupancy) {
		return other(calendar, List.of(occupancy)).isPresent();
	}

	/**
	 * Returns the first slot that takes place at the same time. The calendar also has
	 * slots that are canceled, that are deleted, and that are about to be written.
	 */
	private Optional<Result> other(HallCalendar calendar, List<Occupancy> occupancies) {
		List<Occupancy> overlapping = occupancies.stream()
			.flatMap((occupancy) -> calendar.overlapping(occupancy).stream())
			.distinct()
			.toList();
		Map<SlotId, Slot> stored = new HashMap<>();
		stored(overlapping).forEach((slot) -> stored.put(slot.id(), slot));
		return overlapping.stream().flatMap((other) -> {
			Slot slot = stored.get(new SlotId(other.slot()));
			if (slot != null) {
				return (slot.lifecycle().status() != SlotStatus.CANCELED) ? Stream.of(Result.HallOccupied.by(slot))
						: Stream.empty();
			}
			return isDeleted(other) ? Stream.empty() : Stream.of(Result.HallOccupied.by(other));
		}).<Result>map((other) -> other).findFirst();
	}

	private List<Slot> stored(List<Occupancy> occupancies) {
		return this.slots.read(occupancies.stream().map((occupancy) -> new SlotId(occupancy.slot())).toList());
	}

	private boolean isDeleted(Occupancy occupancy) {
		Duration kept = this.expiry.purgeAfter();
		return !kept.isZero() && this.clock.instant().isAfter(occupancy.until().plus(kept));
	}

	/**
	 * Returns the stored slots that a slot would overlap.
	 */
	public List<Slot> overlapping(HallId hall, Occupancy occupancy) {
		return stored(this.halls.calendar(hall, List.of(occupancy)).overlapping(occupancy)).stream()
			.filter((slot) -> slot.lifecycle().status() != SlotStatus.CANCELED)
			.toList();
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
	 * Slots to write.
	 *
	 * @param slots slots of one hall, or without one
	 * @param previous when the stored slots occupy the hall
	 * @param overlaps whether another slot may occupy the hall at the same time
	 * @param first adds the slot, or what stands for the slots, to the transaction
	 * @param others adds further items
	 */
	private record Write(List<Slot> slots, List<Occupancy> previous, boolean overlaps, boolean isNew,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> first,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> others) {

		Slot slot() {
			return this.slots.getFirst();
		}

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
		 *
		 * @param name its name, null while it is about to be written
		 */
		record HallOccupied(SlotId other, @Nullable String name, Instant start, Instant end) implements Result {

			private static HallOccupied by(Slot other) {
				Showing showing = other.showing();
				return new HallOccupied(other.id(), showing.name(), showing.start(), showing.end());
			}

			private static HallOccupied by(Occupancy other) {
				return new HallOccupied(new SlotId(other.slot()), null, other.from(), other.until());
			}

		}

		/**
		 * Nothing is written: another write of the slot came first, or the condition of
		 * the item alongside failed.
		 */
		record Refused() implements Result {
		}

	}

}
