package com.ticketly.boxoffice;

import java.util.List;
import java.util.Objects;

import com.ticketly.apikey.Scope;
import com.ticketly.apikey.Scopes;
import com.ticketly.booking.BoxOffice;
import com.ticketly.booking.BoxOffice.Staff;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SeatSelection;
import com.ticketly.booking.SlotReference;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.Input;
import com.ticketly.input.PageView;
import com.ticketly.input.SeatNames;
import com.ticketly.listing.BookingPosition;
import com.ticketly.listing.BookingSearch;
import com.ticketly.listing.BookingSearch.FoundBooking;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.TicketId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The box office.
 */
@RestController
@RequestMapping(path = "/v1/box-office", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Box office")
@SecurityRequirement(name = "operator")
record BoxOfficeRestController(BoxOffice boxOffice, BookingSearch search, TicketLookup lookup, SearchInput.Check check,
		Scopes scopes) {

	@PostMapping(path = "/bookings", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<BoxOfficeBookingView> sellTickets(@Input BoxOfficeInput.Sale input, IdempotencyKey key,
			Authentication caller) {
		return created(this.boxOffice.sell(input.booking().toOrder(), Boolean.TRUE.equals(input.free()),
				staff(caller, input.reason()), key), caller);
	}

	@GetMapping("/bookings")
	ResponseEntity<PageView<BoxOfficeBookingView>> findBookings(@Input SearchInput input, Authentication caller) {
		return PageView.answer(this.search.find(this.check.toQuery(input), input.next(), input.limitOrDefault()),
				(found) -> view(found, caller), BookingPosition::value);
	}

	@GetMapping("/bookings/{bookingId}")
	BoxOfficeBookingView getBookingAtBoxOffice(Authentication caller, @PathVariable BookingReference bookingId) {
		return view(Outcome.of(this.lookup.booking(bookingId), Rejection.NotFound.BOOKING), caller);
	}

	@PostMapping(path = "/bookings/{bookingId}/move", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<BoxOfficeBookingView> moveBooking(@Input BoxOfficeInput.Move input, IdempotencyKey key,
			Authentication caller, @PathVariable BookingReference bookingId) {
		SlotReference target = input.target();
		return created(this.boxOffice.move(bookingId, input.tickets(), target, input.selection(),
				staff(caller, input.reason()), key), caller);
	}

	@PostMapping(path = "/bookings/{bookingId}/cancel", consumes = MediaType.APPLICATION_JSON_VALUE)
	BoxOfficeBookingView cancelBooking(@Input BoxOfficeInput.Cancellation input, IdempotencyKey key,
			Authentication caller, @PathVariable BookingReference bookingId) {
		return view(this.boxOffice.cancel(bookingId, BoxOfficeInput.tickets(input.ticketIds()),
				staff(caller, input.reason()), key), caller);
	}

	@PostMapping(path = "/bookings/{bookingId}/send", consumes = MediaType.APPLICATION_JSON_VALUE)
	LinkView sendTickets(@Input BoxOfficeInput.Sending input, IdempotencyKey key, Authentication caller,
			@PathVariable BookingReference bookingId) {
		this.boxOffice.send(bookingId, staff(caller, input.reason()), key).orElseThrow();
		String link = ServletUriComponentsBuilder.fromCurrentContextPath()
			.pathSegment("v1", "bookings", bookingId.value())
			.build()
			.toUriString();
		return new LinkView(bookingId.value(), link);
	}

	@PostMapping(path = "/tickets/{ticketId}/reseat", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<BoxOfficeBookingView> reseatTicket(@Input BoxOfficeInput.Reseating input, IdempotencyKey key,
			Authentication caller, @PathVariable TicketId ticketId) {
		BookingReference booking = Outcome.of(this.lookup.ticket(ticketId), Rejection.NotFound.TICKET)
			.map((found) -> BookingReference.of(found.booking()))
			.orElseThrow();
		SeatSelection.Named seat = new SeatSelection.Named(input.section(),
				SeatNames.normalize(List.of(Objects.requireNonNull(input.seat()))));
		return created(this.boxOffice.move(booking, List.of(ticketId), null, seat, staff(caller, input.reason()), key),
				caller);
	}

	private static Staff staff(Authentication caller, @Nullable String reason) {
		return new Staff(caller.getName(), Objects.requireNonNull(reason));
	}

	private ResponseEntity<BoxOfficeBookingView> created(Outcome<Booking> outcome, Authentication caller) {
		BoxOfficeBookingView view = view(outcome, caller);
		return ResponseEntity
			.created(ServletUriComponentsBuilder.fromCurrentContextPath()
				.pathSegment("v1", "box-office", "bookings", view.bookingId())
				.build()
				.toUri())
			.body(view);
	}

	private BoxOfficeBookingView view(Outcome<Booking> outcome, Authentication caller) {
		return view(outcome.flatMap((booking) -> Outcome.of(this.search.find(booking), Rejection.NotFound.BOOKING))
			.orElseThrow(), caller);
	}

	private BoxOfficeBookingView view(FoundBooking found, Authentication caller) {
		return BoxOfficeBookingView.of(found, this.scopes.has(caller, Scope.USERS_READ));
	}

	/**
	 * A link to the tickets of a booking in a response.
	 *
	 * @param link the address of the page with all tickets
	 */
	@Schema(name = "TicketLink")
	record LinkView(String bookingId, String link) {
	}

}
