package com.ticketly.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import com.ticketly.booking.Rejection;
import com.ticketly.hall.Hall;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Halls;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.GivenTime;
import com.ticketly.input.TheatreTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.price.PriceList;
import com.ticketly.price.PricePlacesCheck;
import com.ticketly.programme.SlotChanges;
import com.ticketly.sale.SaleChange;
import com.ticketly.sale.SaleTerms;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static com.ticketly.api.Responses.found;
import static java.util.Objects.requireNonNull;

/**
 * Schedules and changes slots. Times without an offset are in the zone of the slot's
 * hall.
 */
@Component
public record SlotRequests(SlotChanges changes, Slots slots, Halls halls, TheatreTime time) {

	SlotDetails schedule(ScheduleInput input, IdempotencyKey key) {
		return this.changes.schedule(plan(input, hall(input.seats())), input.seats().overlaps(), key).orElseThrow();
	}

	/**
	 * Reads the hall that a slot takes place in.
	 */
	public Optional<Hall> hall(SlotSeatsInput seats) {
		return seats.hall().map((id) -> found(this.halls.find(id), Rejection.NotFound.HALL));
	}

	/**
	 * Returns the plan of a slot.
	 * @throws InvalidRequestException if the input is invalid
	 */
	public SlotPlan plan(ScheduleInput input) {
		return plan(input, hall(input.seats()));
	}

	/**
	 * Returns the plan of a slot in a hall, or without one.
	 * @throws InvalidRequestException if the input is invalid
	 */
	public SlotPlan plan(ScheduleInput input, Optional<Hall> hall) {
		SlotSeatsInput seats = input.seats();
		ZoneId zone = hall.map(Hall::zone).orElse(null);
		Showing showing = new Showing(requireNonNull(input.slotName()), requireNonNull(input.slotDescription()),
				this.time.resolve("startTime", requireNonNull(input.startTime()), zone),
				this.time.resolve("endTime", requireNonNull(input.endTime()), zone), requireNonNull(input.slotType()),
				requireNonNull(input.genre()), hall.map(HallUse::of).orElse(null));
		if (!showing.end().isAfter(showing.start())) {
			throw new InvalidRequestException("endTime", ScheduleInput.AFTER_START);
		}
		if (showing.isTooLong()) {
			throw new InvalidRequestException("endTime", SlotChange.TOO_LONG_FOR_HALL);
		}
		SaleTerms sale = sale(input, showing);
		SeatingPlan seating = hall.map((found) -> this.halls.plan(found.key()))
			.orElseGet(() -> (seats.seatingPlan() != null) ? seats.seatingPlan().toPlan() : null);
		int capacity = (seating != null) ? seating.capacity() : seats.capacityOrDefault();
		SlotPlan plan = new SlotPlan(showing, capacity, seating, sale);
		checkPrices(sale.prices(), plan.seats());
		return plan;
	}

	private static void checkPrices(@Nullable PriceList prices, SeatingPlan seating) {
		if (prices != null) {
			new PricePlacesCheck(prices, seating).problem().ifPresent((problem) -> {
				throw new InvalidRequestException("sale.prices." + problem.field(), problem.reason());
			});
		}
	}

	private SaleTerms sale(ScheduleInput input, Showing showing) {
		SaleInput sale = input.sale();
		if (sale == null) {
			return SaleTerms.NONE;
		}
		SaleChange terms = change(sale, showing.hall());
		SaleTerms.NONE.problemWith(terms, showing.start(), showing.end()).ifPresent((problem) -> {
			throw new InvalidRequestException("sale." + problem.field(), problem.reason());
		});
		return SaleTerms.NONE.with(terms);
	}

	/**
	 * Returns the change of terms of slots in a hall, or without one. Slots keep their
	 * seats, so that prices can be checked before they are changed.
	 * @param seats the seats of the slots
	 * @throws InvalidRequestException if prices do not match the seats
	 */
	public SaleChange change(SaleInput input, @Nullable HallUse hall, Supplier<SeatingPlan> seats) {
		SaleChange sale = change(input, hall);
		if (sale.prices().value() != null) {
			checkPrices(sale.prices().value(), seats.get());
		}
		return sale;
	}

	private SaleChange change(SaleInput sale, @Nullable HallUse hall) {
		ZoneId zone = (hall != null) ? hall.zone() : null;
		return sale.toChange((field, time) -> this.time.resolve(field, time, zone));
	}

	/**
	 * Returns the change that makes a slot what an input schedules.
	 */
	public SlotChange change(ScheduleInput input, Slot slot) {
		HallUse hall = slot.showing().hall();
		ZoneId zone = (hall != null) ? hall.zone() : null;
		return new SlotChange(input.slotName(), input.slotDescription(), resolve("startTime", input.startTime(), zone),
				resolve("endTime", input.endTime(), zone), input.genre(),
				(input.sale() != null) ? change(input.sale().complete(), hall, () -> this.slots.seating(slot)) : null);
	}

	SlotDetails change(SlotId id, SlotChangeInput input, LongPredicate editions) {
		HallUse hall = input.hasLocalTime() ? this.slots.read(id).map((slot) -> slot.showing().hall()).orElse(null)
				: null;
		ZoneId zone = (hall != null) ? hall.zone() : null;
		SlotChange change = new SlotChange(input.slotName(), input.slotDescription(),
				resolve("startTime", input.startTime(), zone), resolve("endTime", input.endTime(), zone), input.genre(),
				(input.sale() != null) ? change(input.sale(), hall, () -> seats(id)) : null);
		return this.changes.change(id, change, Boolean.TRUE.equals(input.allowOverlap()), editions).orElseThrow();
	}

	private SeatingPlan seats(SlotId id) {
		return this.slots.seating(found(this.slots.read(id), Rejection.NotFound.SLOT));
	}

	private @Nullable Instant resolve(String field, @Nullable GivenTime time, @Nullable ZoneId zone) {
		return (time != null) ? this.time.resolve(field, time, zone) : null;
	}

}
