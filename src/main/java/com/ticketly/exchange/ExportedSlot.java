package com.ticketly.exchange;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.hall.HallUse;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.programme.PricesInput;
import com.ticketly.programme.SeatingPlanInput;
import com.ticketly.sale.SaleTerms;
import com.ticketly.sale.SaleTime;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.SlotType;
import org.jspecify.annotations.Nullable;

/**
 * A slot in a file, as it can be imported.
 *
 * @param externalId its id in the system from which it was imported, or its own id
 * @param capacity the number of seats; absent if the slot has a hall or a seating plan
 * @param hallId the id of the hall; absent if the slot has none
 * @param seatingPlan the plan of the slot's own; absent if the slot has none
 * @param state what an import ignores
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportedSlot(String externalId, String slotName, String slotDescription, ZonedTime startTime, ZonedTime endTime,
		SlotType slotType, Genre genre, @Nullable Integer capacity, @Nullable String hallId,
		@Nullable SeatingPlanInput seatingPlan, Sale sale, @JsonUnwrapped State state) {

	/**
	 * Returns a slot as it is at a time.
	 * @param plan the seating plan of its own, null if it has none
	 */
	static ExportedSlot of(SlotDetails details, @Nullable SeatingPlan plan, Instant now) {
		Slot slot = details.slot();
		Showing showing = slot.showing();
		HallUse hall = showing.hall();
		return new ExportedSlot(externalId(slot), showing.name(), showing.description(),
				ZonedTime.of(showing.start(), showing), ZonedTime.of(showing.end(), showing), showing.type(),
				showing.genre(), (hall == null && plan == null) ? slot.capacity().seats() : null,
				(hall != null) ? hall.version().hall().value() : null,
				(plan != null) ? SeatingPlanInput.of(plan) : null, Sale.of(slot),
				new State(slot.id().value(), slot.statusAt(now), details.seatsLeft()));
	}

	static String externalId(Slot slot) {
		return (slot.showing().externalId() != null) ? slot.showing().externalId() : slot.id().value();
	}

	/**
	 * What an import ignores.
	 */
	record State(String slotId, SlotStatus slotStatus, int availTickets) {
	}

	/**
	 * The terms of the sale, each time in the form in which it was given. The code of a
	 * presale is never shown.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Sale(@Nullable ZonedTime salesFrom, @Nullable Integer salesFromMinutesBefore, @Nullable ZonedTime salesUntil,
			@Nullable Integer salesUntilMinutesBefore, @Nullable ZonedTime presaleFrom,
			@Nullable Integer presaleFromMinutesBefore, @Nullable Integer maxTicketsPerPhone,
			@Nullable Boolean avoidSingleSeats, @Nullable PricesInput prices) {

		private static Sale of(Slot slot) {
			SaleTerms sale = slot.sale();
			SaleTime presale = (sale.presale() != null) ? sale.presale().from() : null;
			return new Sale(given(sale.from(), slot), minutes(sale.from()), given(sale.until(), slot),
					minutes(sale.until()), given(presale, slot), minutes(presale), sale.limits().maxTicketsPerPhone(),
					sale.limits().avoidSingleSeats() ? true : null,
					(sale.prices() != null) ? PricesInput.of(sale.prices()) : null);
		}

		private static @Nullable ZonedTime given(@Nullable SaleTime time, Slot slot) {
			return (time != null && time.time() != null) ? ZonedTime.of(time.time(), slot.showing()) : null;
		}

		private static @Nullable Integer minutes(@Nullable SaleTime time) {
			return (time != null) ? time.minutesBefore() : null;
		}

	}

}
