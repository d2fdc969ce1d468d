package com.ticketly.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.ticketly.api.OperationInputs.BookTicket;
import com.ticketly.api.OperationInputs.MovieSlot;
import com.ticketly.api.OperationInputs.OfGenre;
import com.ticketly.api.OperationInputs.TicketReference;
import com.ticketly.api.OperationInputs.UpdateMovieSlotForTicket;
import com.ticketly.api.UserRestController.UserView;
import com.ticketly.apikey.Scope;
import com.ticketly.apikey.Scopes;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.TicketController;
import com.ticketly.expiry.ExpiryReport;
import com.ticketly.expiry.ExpiryRequests;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.Input;
import com.ticketly.input.PageView;
import com.ticketly.limit.SeatQuota;
import com.ticketly.listing.Replacement;
import com.ticketly.listing.SlotListing;
import com.ticketly.listing.TicketListing;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.listing.UserLookup;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.ticket.TicketId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import static com.ticketly.api.Responses.found;

/**
 * The operations of the original system, with their names and formats. Each takes a JSON
 * body or parameters.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Original operations")
record OperationsRestController(TicketController tickets, SlotRequests slots, SlotListing slotListing,
		TicketListing ticketListing, TicketLookup lookup, UserLookup users, ExpiryRequests expiry, Scopes scopes) {

	@PostMapping("/bookTicket")
	List<TicketView> bookTicket(@Input(original = true) BookTicket input, IdempotencyKey key, SeatQuota quota) {
		BookingOrder order = input.toOrder();
		return TicketView
			.ofBooking(quota.take(order.seats().count(), () -> this.tickets.book(order, key)).orElseThrow());
	}

	@PostMapping("/updateMovieSlotForTicket")
	List<TicketView> updateMovieSlotForTicket(@Input(original = true) UpdateMovieSlotForTicket input,
			IdempotencyKey key, SeatQuota quota) {
		TicketId ticket = OperationInputs.ticket(input.ticketId());
		Replacement moved = quota.take(1, () -> this.tickets.reschedule(ticket, input.newSlot(), key)).orElseThrow();
		return List.of(TicketView.ofBooking(moved.made().booking()).getFirst(), TicketView.of(moved.replaced()));
	}

	@PostMapping("/getAllTicketsForMovieSlot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	List<TicketView> getAllTicketsForMovieSlot(@Input(original = true) MovieSlot input) {
		return Responses
			.found(this.ticketListing.booked(Objects.requireNonNull(input.movieName()),
					Objects.requireNonNull(input.movieStartTime())), Rejection.NotFound.SLOT)
			.stream()
			.map(TicketView::forOperators)
			.toList();
	}

	@PostMapping("/getUserDetailsByTicketId")
	UserView getUserDetailsByTicketId(@Input(original = true) TicketReference input, @Nullable Authentication caller) {
		FoundTicket ticket = found(this.lookup.ticket(OperationInputs.ticket(input.ticketId())),
				Rejection.NotFound.TICKET);
		return UserView.of(found(this.users.user(ticket.booking().user()), Rejection.NotFound.USER),
				this.scopes.has(caller, Scope.USERS_READ));
	}

	@PostMapping("/cancelTicket")
	TicketView cancelTicket(@Input(original = true) TicketReference input, IdempotencyKey key) {
		return TicketView.of(this.tickets.cancel(OperationInputs.ticket(input.ticketId()), key).orElseThrow());
	}

	@PostMapping("/scheduleMovie")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	SlotView scheduleMovie(@Input(original = true) ScheduleInput input, IdempotencyKey key) {
		return SlotView.of(this.slots.schedule(input, key));
	}

	@PostMapping("/getAllMovieSlots")
	ResponseEntity<List<SlotView>> getAllMovieSlots() {
		return slots(SlotQuery.ALL);
	}

	@PostMapping("/getAllMovieSlotsByGenre")
	ResponseEntity<List<SlotView>> getAllMovieSlotsByGenre(@Input(original = true) OfGenre input) {
		return slots(SlotQuery.ofGenre(Objects.requireNonNull(input.genre())));
	}

	private ResponseEntity<List<SlotView>> slots(SlotQuery query) {
		return PageView.list(this.slotListing.upcoming(query), SlotView::of,
				(last) -> ServletUriComponentsBuilder.fromCurrentContextPath()
					.path("/v1/slots")
					.queryParamIfPresent("genre", Optional.ofNullable(query.genre()))
					.queryParam("from", last.start())
					.encode(),
				SlotPosition::value);
	}

	@PostMapping("/expireTickets")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ExpiryView expireTickets(IdempotencyKey key) {
		ExpiryReport report = found(this.expiry.expireTickets(key), new Rejection.KeyReused());
		return new ExpiryView(report.slots(), report.tickets());
	}

	@Schema(name = "ExpiryReport")
	record ExpiryView(int expiredSlots, int expiredTickets) {
	}

}
