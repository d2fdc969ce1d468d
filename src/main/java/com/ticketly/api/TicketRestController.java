package com.ticketly.api;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.api.UserRestController.UserView;
import com.ticketly.apikey.Scope;
import com.ticketly.apikey.Scopes;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SlotReference;
import com.ticketly.booking.TicketController;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.Input;
import com.ticketly.input.Text;
import com.ticketly.listing.Replacement;
import com.ticketly.limit.SeatQuota;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.listing.UserLookup;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.ticketly.api.Responses.found;
import static java.util.Objects.requireNonNull;

/**
 * Tickets.
 */
@RestController
@RequestMapping(path = "/v1/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tickets")
record TicketRestController(TicketController tickets, TicketLookup lookup, UserLookup users, Scopes scopes) {

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<List<TicketView>> bookTickets(@Input BookingInput input, IdempotencyKey key, SeatQuota quota) {
		BookingOrder order = input.toOrder();
		return created(TicketView
			.ofBooking(quota.take(order.seats().count(), () -> this.tickets.book(order, key)).orElseThrow()));
	}

	@GetMapping("/{ticketId}")
	ResponseEntity<TicketView> getTicket(@PathVariable TicketId ticketId) {
		return ResponseEntity.ok().varyBy(HttpHeaders.ACCEPT).body(TicketView.of(find(ticketId).details()));
	}

	@PostMapping(path = "/{ticketId}/reschedule", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<TicketView> rescheduleTicket(@Input SlotReferenceInput input, IdempotencyKey key, SeatQuota quota,
			@PathVariable TicketId ticketId) {
		SlotReference target = input.toReference();
		return created(quota.take(1, () -> this.tickets.reschedule(ticketId, target, key)).orElseThrow());
	}

	@PostMapping(path = "/{ticketId}/transfer", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<TicketView> transferTicket(@Input TransferInput input, IdempotencyKey key,
			@PathVariable TicketId ticketId) {
		return created(this.tickets
			.transfer(ticketId, requireNonNull(input.userName()), requireNonNull(input.phoneNumber()), key)
			.orElseThrow());
	}

	/**
	 * Returns the new ticket, which is a booking of its own.
	 */
	private static ResponseEntity<TicketView> created(Replacement replacement) {
		TicketView ticket = TicketView.ofBooking(replacement.made().booking()).getFirst();
		return Responses.created(ticket, "v1", "tickets", ticket.ticketId());
	}

	@DeleteMapping("/{ticketId}")
	TicketView cancelTicketById(IdempotencyKey key, @PathVariable TicketId ticketId) {
		return TicketView.of(this.tickets.cancel(ticketId, key).orElseThrow());
	}

	@GetMapping("/{ticketId}/user")
	UserView getUserOfTicket(@Nullable Authentication caller, @PathVariable TicketId ticketId) {
		UserId user = find(ticketId).booking().user();
		return UserView.of(found(this.users.user(user), Rejection.NotFound.USER),
				this.scopes.has(caller, Scope.USERS_READ));
	}

	private FoundTicket find(TicketId ticketId) {
		return found(this.lookup.ticket(ticketId), Rejection.NotFound.TICKET);
	}

	static ResponseEntity<List<TicketView>> created(List<TicketView> booked) {
		return Responses.created(booked, "v1", "tickets", booked.getFirst().ticketId());
	}

	/**
	 * The new customer of a ticket.
	 */
	@Schema(name = "NewCustomer")
	record TransferInput(@NotNull @Text @Nullable String userName,
			@JsonAlias("userPhoneNumber") @NotNull @Nullable PhoneNumber phoneNumber) {
	}

}
