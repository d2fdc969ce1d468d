package com.ticketly.exchange;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.ticketly.api.ScheduleInput;
import com.ticketly.api.SlotRequests;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.exchange.RowResult.Kind;
import com.ticketly.exchange.SlotLookup.Found;
import com.ticketly.hall.Hall;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Occupancy;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.listing.SlotDetails;
import com.ticketly.programme.SlotChanges;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.NewSlots;
import com.ticketly.slot.NewSlots.NewSlot;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotSchedule.Result;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Carries out a row of an import: schedules a slot, or changes the one that has the
 * external id.
 */
@Component
record SlotImport(Clock clock, ExpiryProperties expiry, Slots slots, SlotLookup lookup, SlotSchedule schedule,
		NewSlots newSlots, SlotRequests requests, SlotChanges changes) {

	/**
	 * Schedules the slots of rows that have none, many in one transaction. The other rows
	 * must then be carried out in the same order, which also finds out why one is
	 * refused.
	 * @return the slots that are certainly written
	 */
	Map<ImportRow, SlotId> addTogether(List<Bound> rows) {
		Map<String, Optional<Hall>> halls = new HashMap<>();
		Map<SlotId, ImportRow> planned = new HashMap<>();
		List<NewSlot> slots = new ArrayList<>();
		for (Bound row : rows) {
			try {
				NewSlot slot = plan(row, halls);
				slots.add(slot);
				planned.put(slot.slot().id(), row.row());
			}
			catch (InvalidRequestException | Outcome.RejectedException _) {
				// It is refused when it is carried out.
			}
		}
		return this.newSlots.add(slots)
			.stream()
			.collect(Collectors.toMap((id) -> Objects.requireNonNull(planned.get(id)), Function.identity()));
	}

	private NewSlot plan(Bound row, Map<String, Optional<Hall>> halls) {
		ScheduleInput input = row.input();
		Optional<Hall> hall = halls.computeIfAbsent(Objects.requireNonNullElse(input.seats().hallId(), ""),
				(_) -> this.requests.hall(input.seats()));
		SlotPlan plan = this.requests.plan(input, hall).withExternalId(row.row().externalId());
		return this.newSlots.plan(plan, input.seats().overlaps(), Objects.requireNonNull(row.row().found()).id());
	}

	/**
	 * Carries out a row.
	 * @param dryRun what earlier rows would have written, null if rows are written
	 * @throws InvalidRequestException if a field of the row is wrong
	 * @throws com.ticketly.booking.Outcome.RejectedException if the row is refused
	 */
	RowResult carryOut(ImportRow row, ScheduleInput input, @Nullable DryRun dryRun) {
		for (int attempt = 1;; attempt++) {
			// What was read in advance may be old: then a write is refused.
			Found found = (attempt == 1 && row.found() != null) ? row.found() : this.lookup.find(row.externalId());
			Optional<RowResult> result = (found.slot() != null) ? change(row, input, found.slot(), dryRun)
					: add(row, input, found.id(), dryRun);
			if (result.isPresent()) {
				return result.get();
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * Returns an empty result if another write came first.
	 * @param deleted the slot that had the external id, null if there is none
	 */
	private Optional<RowResult> add(ImportRow row, ScheduleInput input, @Nullable SlotId deleted,
			@Nullable DryRun dryRun) {
		SlotPlan plan = this.requests.plan(input).withExternalId(row.externalId());
		boolean overlaps = input.seats().overlaps();
		if (dryRun != null) {
			checkHall(row, plan.showing(), "line " + row.line(), overlaps, dryRun);
			return Optional.of(RowResult.of(row, Kind.CREATED, null));
		}
		return switch (this.schedule.add(plan, overlaps,
				(transaction, slot) -> this.slots.addExternalId(transaction, slot, deleted))) {
			case Result.Written(var slot) -> Optional.of(RowResult.of(row, Kind.CREATED, slot.id()));
			case Result.HallOccupied other -> {
				if (!this.slots.withExternalId(row.externalId()).equals(Optional.ofNullable(deleted))) {
					// It may be the slot of the same row, which another instance has
					// added.
					yield Optional.empty();
				}
				throw occupied(DryRun.describe(other.other(), other.name()));
			}
			case Result.Refused() -> Optional.empty();
		};
	}

	private static InvalidRequestException occupied(String other) {
		return new InvalidRequestException("startTime",
				"is refused because another slot takes place in the hall at this time: " + other);
	}

	private void checkHall(ImportRow row, Showing showing, String slot, boolean overlaps, DryRun dryRun) {
		HallUse hall = showing.hall();
		if (hall != null) {
			Occupancy occupancy = hall.occupancy(slot, showing.start(), showing.end());
			if (!overlaps) {
				dryRun
					.overlapping(hall.version().hall(), occupancy,
							this.schedule.overlapping(hall.version().hall(), occupancy))
					.ifPresent((other) -> {
						throw occupied(other);
					});
			}
			dryRun.occupy(hall.version().hall(), occupancy, row.line());
		}
	}

	private Optional<RowResult> change(ImportRow row, ScheduleInput input, Slot slot, @Nullable DryRun dryRun) {
		checkFixed(input, slot);
		SlotChange whole = this.requests.change(input, slot);
		slot.problemWith(whole, this.clock.instant(), this.expiry).ifPresent((problem) -> {
			throw new InvalidRequestException(problem.field(), problem.reason());
		});
		SlotDifference difference = SlotDifference.of(slot, whole);
		if (difference.fields().isEmpty()) {
			return Optional.of(RowResult.of(row, Kind.UNCHANGED, slot.id()));
		}
		String first = difference.fields().getFirst();
		SlotChange change = difference.change();
		boolean overlaps = input.seats().overlaps();
		if (dryRun != null) {
			slot.changeRefusalAt(this.clock.instant()).ifPresent((_) -> {
				throw new InvalidRequestException(first, ended(slot));
			});
			if (change.start() != null || change.end() != null) {
				checkHall(row, slot.showing().with(change), slot.id().value(), overlaps, dryRun);
			}
			return Optional.of(RowResult.of(row, Kind.CHANGED, slot.id()));
		}
		Outcome<SlotDetails> changed = this.changes.change(slot.id(), change, overlaps,
				(edition) -> edition == slot.edition());
		return switch (changed) {
			case Outcome.Done<SlotDetails> _ -> Optional.of(RowResult.of(row, Kind.CHANGED, slot.id()));
			case Outcome.Refused<SlotDetails>(Rejection.SlotChanged _) -> Optional.empty();
			case Outcome.Refused<SlotDetails>(Rejection.SlotCanceled _),
					Outcome.Refused<SlotDetails>(Rejection.SalesClosed _) ->
				throw new InvalidRequestException(first, ended(slot));
			case Outcome.Refused<SlotDetails>(Rejection.HallOccupied other) ->
				throw occupied(DryRun.describe(other.other(), other.name()));
			case Outcome.Refused<SlotDetails>(Rejection rejection) -> throw new Outcome.RejectedException(rejection);
		};
	}

	private static String ended(Slot slot) {
		String reason = slot.lifecycle().cancelReason();
		return (reason != null) ? "cannot be changed: the slot is canceled" : "cannot be changed: the slot is over";
	}

	/**
	 * Refuses a row that contains another value of what cannot be changed.
	 */
	private void checkFixed(ScheduleInput input, Slot slot) {
		if (input.slotType() != slot.showing().type()) {
			throw fixed("slotType", slot.showing().type());
		}
		HallUse hall = slot.showing().hall();
		String hallId = (hall != null) ? hall.version().hall().value() : "none";
		if (input.seats().hallId() != null && !input.seats().hallId().equals(hallId)) {
			throw fixed("hallId", hallId);
		}
		if (input.seats().capacity() != null && input.seats().capacity() != slot.capacity().seats()) {
			throw fixed("capacity", slot.capacity().seats());
		}
		if (input.seats().seatingPlan() != null && !Objects.equals(input.seats().seatingPlan().toPlan().drawings(),
				this.slots.seating(slot).drawings())) {
			throw new InvalidRequestException("seatingPlan", "cannot be changed");
		}
	}

	private static InvalidRequestException fixed(String field, Object value) {
		return new InvalidRequestException(field, "cannot be changed; it is " + value);
	}

	/**
	 * A row whose fields were read.
	 */
	record Bound(ImportRow row, ScheduleInput input) {
	}

}
