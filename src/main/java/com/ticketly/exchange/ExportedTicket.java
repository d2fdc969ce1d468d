package com.ticketly.exchange;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.input.ZonedTime;
import com.ticketly.listing.TicketDetails;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a file.
 *
 * @param startTime the start of its slot
 * @param section the name of the section; absent if it has none
 * @param userName the name of the customer; absent if the reader may not read customers
 * @param phoneNumber the phone number; absent if the reader may not read customers
 * @param bookedAt when it was booked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportedTicket(String ticketId, String bookingId, String slotId, ZonedTime startTime, @Nullable String section,
		String seat, TicketStatus ticketStatus, Instant bookedAt, @Nullable String cancelReason, String userId,
		@Nullable String userName, @Nullable String phoneNumber) {

	static final List<String> COLUMNS = List.of("ticketId", "bookingId", "slotId", "startTime", "section", "seat",
			"ticketStatus", "bookedAt", "cancelReason", "userId", "userName", "phoneNumber");

	/**
	 * Returns a ticket of a slot.
	 * @param user its customer, null if the reader may not read customers
	 */
	static ExportedTicket of(TicketDetails details, Slot slot, @Nullable User user) {
		Booking booking = details.booking();
		Ticket ticket = details.ticket();
		return new ExportedTicket(ticket.id().value(), BookingReference.of(booking).toString(), slot.id().value(),
				ZonedTime.of(slot.showing().start(), slot.showing()),
				booking.sectionName().isEmpty() ? null : booking.sectionName(), ticket.seat().name(), ticket.status(),
				booking.id().bookedAt(), ticket.reason(), booking.user().value(), (user != null) ? user.name() : null,
				(user != null) ? user.phone().e164() : null);
	}

}
