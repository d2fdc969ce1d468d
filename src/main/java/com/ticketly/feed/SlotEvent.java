package com.ticketly.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.ticketly.hall.Hall;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.sale.SaleTime;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotType;
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
	 * Its tickets.
	 *
	 * @param validFrom when the sale opens; absent if it is open from the beginning
	 * @param validThrough when the sale ends; absent if it does not end before the slot
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Offer(@JsonProperty("@type") String type, String availability, @Nullable ZonedTime validFrom,
			@Nullable ZonedTime validThrough) {

		private static Offer of(SlotDetails details) {
			Slot slot = details.slot();
			return new Offer("Offer", SCHEMA + ((details.seatsLeft() > 0) ? "/InStock" : "/SoldOut"),
					time(slot.sale().from(), slot), time(slot.sale().until(), slot));
		}

		private static @Nullable ZonedTime time(@Nullable SaleTime time, Slot slot) {
			return (time != null) ? ZonedTime.of(time.at(slot.showing().start()), slot.showing()) : null;
		}

	}

}
