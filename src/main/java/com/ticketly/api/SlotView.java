package com.ticketly.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.hall.HallUse;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.programme.PricesInput;
import com.ticketly.sale.SaleTerms;
import com.ticketly.sale.SaleTime;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A slot in a response.
 *
 * @param sale the terms of the sale; absent if there are none
 * @param cancelReason the reason for the cancellation; absent unless the slot is canceled
 */
@Schema(name = "TicketSlot")
public record SlotView(String slotId, String slotName, String slotDescription, ZonedTime startTime, ZonedTime endTime,
		SlotType slotType, Genre genre, int availTickets, int capacity,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SaleView sale,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cancelReason,
		@JsonUnwrapped References references) {

	/**
	 * Returns the view of a slot.
	 */
	public static SlotView of(SlotDetails details) {
		Slot slot = details.slot();
		Showing showing = slot.showing();
		return new SlotView(slot.id().value(), showing.name(), showing.description(),
				ZonedTime.of(showing.start(), showing), ZonedTime.of(showing.end(), showing), showing.type(),
				showing.genre(), details.seatsLeft(), slot.capacity().seats(), SaleView.of(slot),
				slot.lifecycle().cancelReason(), References.of(showing));
	}

	/**
	 * What a slot refers to.
	 *
	 * @param showId the id of its show; absent if it has none
	 * @param hallId the id of its hall; absent if it has none
	 * @param hallVersion the version that was the latest when the slot was scheduled
	 * @param externalId its id in the system from which it was imported; absent if it was
	 * not
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record References(@Nullable String showId, @Nullable String hallId, @Nullable Long hallVersion,
			@Nullable String externalId) {

		private static References of(Showing showing) {
			HallUse hall = showing.hall();
			return new References((showing.show() != null) ? showing.show().id() : null,
					(hall != null) ? hall.version().hall().value() : null,
					(hall != null) ? hall.version().number() : null, showing.externalId());
		}

	}

	/**
	 * The terms of a sale in a response. What is not set is absent. The code of a presale
	 * is never shown.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "SaleTerms")
	record SaleView(@Nullable ZonedTime salesFrom, @Nullable Integer salesFromMinutesBefore,
			@Nullable ZonedTime salesUntil, @Nullable Integer salesUntilMinutesBefore, @Nullable ZonedTime presaleFrom,
			@Nullable Integer presaleFromMinutesBefore, @Nullable Integer maxTicketsPerPhone,
			@Nullable Boolean avoidSingleSeats, @Nullable PricesInput prices) {

		private static @Nullable SaleView of(Slot slot) {
			SaleTerms sale = slot.sale();
			if (sale.equals(SaleTerms.NONE)) {
				return null;
			}
			SaleTime presale = (sale.presale() != null) ? sale.presale().from() : null;
			return new SaleView(time(sale.from(), slot), minutes(sale.from()), time(sale.until(), slot),
					minutes(sale.until()), time(presale, slot), minutes(presale), sale.limits().maxTicketsPerPhone(),
					sale.limits().avoidSingleSeats() ? true : null,
					(sale.prices() != null) ? PricesInput.of(sale.prices()) : null);
		}

		private static @Nullable ZonedTime time(@Nullable SaleTime time, Slot slot) {
			return (time != null) ? ZonedTime.of(time.at(slot.showing().start()), slot.showing()) : null;
		}

		private static @Nullable Integer minutes(@Nullable SaleTime time) {
			return (time != null) ? time.minutesBefore() : null;
		}

	}

}
