package com.ticketly.feed;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ticketly.hall.Hall;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.price.PriceList;
import com.ticketly.sale.SaleTime;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotType;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A slot for search engines (<a href="https://schema.org/Event">schema.org</a>).
 *
 * @param location the hall; absent if the slot has none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SlotEvent(@JsonProperty("@context") String context, @JsonProperty("@type") String type, String identifier,
		String name, String description, ZonedTime startDate, ZonedTime endDate, String eventStatus,
		@Nullable Place location, int maximumAttendeeCapacity, int remainingAttendeeCapacity, Offer offers) {

	private static final String SCHEMA = "https://schema.org";

	/**
	 * Returns the event of a slot.
	 * @param hall its hall, null if it has none
	 */
	static SlotEvent of(SlotDetails details, @Nullable Hall hall) {
		Slot slot = details.slot();
		Showing showing = slot.showing();
		boolean canceled = slot.lifecycle().cancelReason() != null;
		return new SlotEvent(SCHEMA, (showing.type() == SlotType.CONCERT) ? "MusicEvent" : "ScreeningEvent",
				slot.id().value(), showing.name(), showing.description(), ZonedTime.of(showing.start(), showing),
				ZonedTime.of(showing.end(), showing), SCHEMA + (canceled ? "/EventCancelled" : "/EventScheduled"),
				(hall != null) ? new Place("Place", hall.name()) : null, slot.capacity().seats(), details.seatsLeft(),
				Offer.of(details));
	}

	/**
	 * Where it takes place.
	 */
	record Place(@JsonProperty("@type") String type, String name) {
	}

	/**
	 * Its tickets, an {@code AggregateOffer} if they have different prices.
	 *
	 * @param price what each of them costs; absent if they have no price or different
	 * ones
	 * @param lowPrice the lowest price; absent if they do not have different ones
	 * @param highPrice the highest price; absent if they do not have different ones
	 * @param priceCurrency the code of the currency by ISO 4217; absent if they have no
	 * price
	 * @param validFrom when the sale opens; absent if it is open from the beginning
	 * @param validThrough when the sale ends; absent if it does not end before the slot
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Offer(@JsonProperty("@type") String type, @Nullable String price, @Nullable String lowPrice,
			@Nullable String highPrice, @Nullable String priceCurrency, String availability,
			@Nullable ZonedTime validFrom, @Nullable ZonedTime validThrough) {

		private static Offer of(SlotDetails details) {
			Slot slot = details.slot();
			PriceList prices = slot.sale().prices();
			String low = (prices != null) ? text(Collections.min(amounts(prices))) : null;
			String high = (prices != null) ? text(Collections.max(amounts(prices))) : null;
			boolean same = Objects.equals(low, high);
			return new Offer(same ? "Offer" : "AggregateOffer", same ? low : null, same ? null : low,
					same ? null : high, (prices != null) ? prices.currency().getCode() : null,
					SCHEMA + ((details.seatsLeft() > 0) ? "/InStock" : "/SoldOut"), time(slot.sale().from(), slot),
					time(slot.sale().until(), slot));
		}

		private static List<Money> amounts(PriceList prices) {
			return prices.categories().stream().flatMap((category) -> category.amounts().stream()).toList();
		}

		/**
		 * Returns an amount with a point and without the currency, as schema.org wants
		 * it.
		 */
		private static String text(Money amount) {
			return amount.getAmount().toPlainString();
		}

		private static @Nullable ZonedTime time(@Nullable SaleTime time, Slot slot) {
			return (time != null) ? ZonedTime.of(time.at(slot.showing().start()), slot.showing()) : null;
		}

	}

}
