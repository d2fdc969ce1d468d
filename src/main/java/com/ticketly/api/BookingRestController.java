package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.api.FareView.AmountView;
import com.ticketly.api.FareView.PaymentView;
import com.ticketly.booking.Rejection;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.ticketly.api.Responses.found;

/**
 * Bookings.
 */
@RestController
@RequestMapping(path = "/v1/bookings/{bookingId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Bookings")
record BookingRestController(TicketLookup lookup) {

	@GetMapping
	ResponseEntity<BookingView> getBooking(@PathVariable BookingReference bookingId) {
		Booking booking = found(this.lookup.booking(bookingId), Rejection.NotFound.BOOKING);
		return ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT).body(BookingView.of(booking));
	}

	/**
	 * A booking in a response.
	 *
	 * @param section the name of the section; absent if the slot has no named sections
	 * @param severalRows whether its seats are in several rows; absent if they are not
	 * @param total what all tickets cost, also those that are canceled; absent if the
	 * slot has no prices
	 * @param refund what is to be given back for canceled tickets
	 * @param payment the payment with which a hold was confirmed
	 * @param tickets all of its tickets, also those that are canceled
	 */
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	@Schema(name = "Booking")
	record BookingView(String bookingId, String ticketSlotId, String userId, String section,
			@Nullable Boolean severalRows, @Nullable AmountView total, @Nullable AmountView refund,
			@Nullable PaymentView payment, List<TicketView> tickets) {

		static BookingView of(Booking booking) {
			return new BookingView(BookingReference.of(booking).value(), booking.section().slot().value(),
					booking.user().value(), booking.sectionName(), booking.isInSeveralRows() ? true : null,
					AmountView.of(booking.total()), AmountView.of(booking.refund()),
					PaymentView.of((booking.hold() != null) ? booking.hold().payment() : null),
					TicketView.ofBooking(booking));
		}

	}

}
