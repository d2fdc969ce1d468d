package com.ticketly.api;

import com.ticketly.api.InputReader.Input;
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
 * REST operations on users, who are customers.
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
	@Operation(summary = "Get a customer")
	UserView user(@PathVariable UserId userId) {
		return UserView.of(this.tickets.user(userId).orElseThrow());
	}

	@GetMapping("/tickets")
	@Operation(summary = "List the tickets of a customer")
	ResponseEntity<PageView<TicketView>> tickets(@Input PageInput input, @PathVariable UserId userId) {
		return PageView.answer(
				this.tickets.ticketsOfUser(userId, input.status(), input.next(), input.limitOrDefault()).orElseThrow(),
				TicketView::of, TicketPosition::value);
	}

}
