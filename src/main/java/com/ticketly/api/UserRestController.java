package com.ticketly.api;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.TicketController;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The customers.
 */
@RestController
@RequestMapping(path = "/v1/users/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
class UserRestController {

	private final TicketController tickets;

	UserRestController(TicketController tickets) {
		this.tickets = tickets;
	}

	@GetMapping
	@Operation(summary = "Look at a customer")
	UserView user(@PathVariable String userId) {
		return UserView.of(id(userId).flatMap(this.tickets::user).orElseThrow());
	}

	@GetMapping("/tickets")
	@Operation(summary = "List the tickets of a customer")
	ResponseEntity<PageView<TicketView>> tickets(@PathVariable String userId, @Input PageInput input) {
		return PageView.answer(id(userId)
			.flatMap((id) -> this.tickets.ticketsOfUser(id, input.status(), input.after(), input.limitOrDefault()))
			.orElseThrow(), TicketView::of, TicketPosition::value);
	}

	private static Outcome<UserId> id(String userId) {
		return Outcome.of(UserId.parse(userId), new Rejection.UserNotFound());
	}

}
