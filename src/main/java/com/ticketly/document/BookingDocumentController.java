package com.ticketly.document;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.listing.CurrentSlots;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * Documents of all tickets of a booking, whose JSON has the same path.
 */
@RestController
record BookingDocumentController(TicketLookup lookup, CurrentSlots slots, TicketDocuments documents) {

	@Hidden
	@GetMapping(path = "/v1/bookings/{bookingId}",
			produces = { MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE, TicketDocuments.CALENDAR })
	ResponseEntity<byte[]> getBookingDocument(WebRequest request, @PathVariable BookingReference bookingId) {
		Booking booking = Outcome.of(this.lookup.booking(bookingId), Rejection.NotFound.BOOKING).orElseThrow();
		return Outcome.of(this.slots.find(booking.section().slot()), Rejection.NotFound.BOOKING)
			.map((slot) -> this.documents.of(request, booking, slot))
			.orElseThrow();
	}

}
