package com.ticketly.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
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
record SlotView(String slotId, String slotName, String slotDescription, Instant startTime, Instant endTime,
		SlotType slotType, Genre genre, int availTickets, int capacity,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cancelReason) {

	static SlotView of(SlotDetails details) {
		Slot slot = details.slot();
		Showing showing = slot.showing();
		return new SlotView(slot.id().value(), showing.name(), showing.description(), showing.start(), showing.end(),
				showing.type(), showing.genre(), details.seatsLeft(), slot.capacity().seats(),
				slot.lifecycle().cancelReason());
	}

}
