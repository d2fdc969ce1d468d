package com.ticketly.api;

import java.time.ZoneId;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.hall.HallUse;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.SlotDetails;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A slot in a response.
 *
 * @param cancelReason the reason for the cancellation; absent unless the slot is canceled
 */
@Schema(name = "TicketSlot")
record SlotView(String slotId, String slotName, String slotDescription, ZonedTime startTime, ZonedTime endTime,
		SlotType slotType, Genre genre, int availTickets, int capacity,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cancelReason,
		@JsonUnwrapped @Nullable HallOfSlot hall) {

	static SlotView of(SlotDetails details) {
		Slot slot = details.slot();
		Showing showing = slot.showing();
		HallUse hall = showing.hall();
		ZoneId zone = (hall != null) ? hall.zone() : null;
		return new SlotView(slot.id().value(), showing.name(), showing.description(),
				new ZonedTime(showing.start(), zone), new ZonedTime(showing.end(), zone), showing.type(),
				showing.genre(), details.seatsLeft(), slot.capacity().seats(), slot.lifecycle().cancelReason(),
				(hall != null) ? HallOfSlot.of(hall) : null);
	}

	/**
	 * The hall of a slot.
	 *
	 * @param hallId the id of the hall; absent if the slot has none
	 * @param hallVersion the version that was the latest when the slot was scheduled
	 */
	record HallOfSlot(String hallId, long hallVersion) {

		static HallOfSlot of(HallUse hall) {
			return new HallOfSlot(hall.version().hall().value(), hall.version().number());
		}

	}

}
