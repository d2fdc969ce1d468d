package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.api.FareView.AmountView;
import com.ticketly.listing.TicketDetails;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a response.
 *
 * @param section the name of the section; absent if the slot has no named sections
 * @param bookingId the id of the booking; absent where the reader may not know its other
 * tickets
 * @param cancelReason the reason for the cancellation of the slot; absent unless the
 * ticket was canceled with its slot
 * @param severalRows whether the seats of its booking are in several rows; absent if they
 * are not
 * @param others the tickets before and after it
 * @param fare what it costs; absent if the slot had no prices
 * @param refund what is to be given back for it; absent unless it is canceled
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Ticket")
public record TicketView(String ticketId, String ticketSlotId, String userId, TicketStatus ticketStatus,
		@Nullable String section, String seat, @Nullable Boolean severalRows, @Nullable String bookingId,
		@Nullable String cancelReason, @JsonUnwrapped ReplacementView others, @Nullable FareView fare,
		@Nullable AmountView refund) {

	/**
	 * Returns the tickets of a booking for whoever may know all of them.
	 */
	static List<TicketView> ofBooking(Booking booking) {
		BookingReference id = BookingReference.of(booking);
		return booking.tickets()
			.stream()
			.map((ticket) -> of(booking, ticket, id, ticket.rescheduledFrom(), null))
			.toList();
	}

	/**
	 * Returns a ticket for whoever has its id, which may be an earlier customer or one
	 * that the ticket was passed on to.
	 */
	static TicketView of(TicketDetails details) {
		return of(details.booking(), details.ticket(), null, details.ticket().rescheduledFrom(), null);
	}

	/**
	 * Returns a ticket for operators.
	 */
	public static TicketView forOperators(TicketDetails details) {
		Booking booking = details.booking();
		Ticket ticket = details.ticket();
		return of(booking, ticket, BookingReference.of(booking), ticket.replaces(), ticket.replacedBy());
	}

	private static TicketView of(Booking booking, Ticket ticket, @Nullable BookingReference bookingId,
			@Nullable TicketId replaces, @Nullable TicketId replacedBy) {
		String sectionName = booking.sectionName();
		return new TicketView(ticket.id().value(), ticket.id().section().slot().value(), booking.user().value(),
				ticket.status(), sectionName.isEmpty() ? null : sectionName, ticket.seat().name(),
				booking.isInSeveralRows() ? true : null, text(bookingId), ticket.reason(),
				new ReplacementView(text(replaces), text(replacedBy)), FareView.of(ticket.fare()),
				AmountView.of(ticket.refund()));
	}

	private static @Nullable String text(@Nullable Object id) {
		return (id != null) ? id.toString() : null;
	}

	/**
	 * The tickets before and after another one.
	 *
	 * @param replaces the id of the ticket from which it was rescheduled; for operators
	 * also of the one that was transferred or reseated
	 * @param replacedBy the id of the ticket that replaces it; absent except for
	 * operators
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReplacementView(@Nullable String replaces, @Nullable String replacedBy) {
	}

}
