package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.listing.TicketDetails;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a response.
 *
 * @param section the name of the section; absent if the slot has no named sections
 * @param cancelReason the reason for the cancellation of the slot; absent unless the
 * ticket was canceled with its slot
 * @param replaces the id of the ticket from which this one was rescheduled
 * @param replacedBy the id of the ticket to which this one was rescheduled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Ticket")
record TicketView(String ticketId, String ticketSlotId, String userId, TicketStatus ticketStatus,
		@Nullable String section, String seat, String bookingId, @Nullable String cancelReason,
		@Nullable String replaces, @Nullable String replacedBy) {

	static List<TicketView> of(Booking booking) {
		return booking.tickets().stream().map((ticket) -> of(new TicketDetails(booking, ticket))).toList();
	}

	static TicketView of(TicketDetails details) {
		Ticket ticket = details.ticket();
		String sectionName = details.booking().sectionName();
		return new TicketView(ticket.id().value(), ticket.id().section().slot().value(),
				details.booking().user().value(), ticket.status(), sectionName.isEmpty() ? null : sectionName,
				ticket.seat().name(), details.booking().id().value(), ticket.reason(), text(ticket.replaces()),
				text(ticket.replacedBy()));
	}

	private static @Nullable String text(@Nullable TicketId id) {
		return (id != null) ? id.value() : null;
	}

}
