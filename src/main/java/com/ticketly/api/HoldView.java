package com.ticketly.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.HoldDetails;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.HoldStatus;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A hold in a response.
 *
 * @param tickets the tickets of the booking; absent until the hold is confirmed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Hold")
record HoldView(String holdId, @Schema(type = "string", example = "Held") HoldStatus holdStatus,
		@Schema(type = "string", format = "date-time") Instant expiresAt, String ticketSlotId, String userId,
		String section, List<String> seats,
		@Schema(description = "absent until the hold is confirmed") List<TicketView> tickets) {

	static HoldView of(HoldDetails details) {
		Booking booking = details.booking();
		List<TicketView> tickets = booking.isTicketed() ? TicketView.of(booking) : List.of();
		return new HoldView(details.id().value(), details.status(), details.expiresAt(),
				booking.section().slot().value(), booking.user().value(), booking.sectionName(),
				booking.tickets().stream().map((ticket) -> ticket.seat().name()).toList(), tickets);
	}

}
