package com.ticketly.api;

import java.net.URI;
import java.util.List;

import com.ticketly.api.InputReader.Input;
import com.ticketly.booking.Move;
import com.ticketly.booking.TicketController;
import com.ticketly.booking.TicketDetails;
import com.ticketly.ticket.TicketId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST operations on tickets.
 */
@RestController
@RequestMapping(path = "/v1/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tickets")
class TicketRestController {

	private final TicketController tickets;

	private final Retries retries;

	TicketRestController(TicketController tickets, Retries retries) {
		this.tickets = tickets;
		this.retries = retries;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Book tickets, all or none")
	ResponseEntity<List<TicketView>> book(@Input BookingInput input, Attempt attempt) {
		return this.retries.answer(attempt, input, TicketRestController::created,
				(reply) -> this.tickets.book(input.toOrder(), reply));
	}

	@GetMapping("/{ticketId}")
	@Operation(summary = "Get a ticket")
	TicketView ticket(@PathVariable TicketId ticketId) {
		return TicketView.of(this.tickets.ticket(ticketId).orElseThrow());
	}

	@PostMapping(path = "/{ticketId}/reschedule", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Reschedule a ticket: books a ticket for another slot and cancels this one, both or neither")
	ResponseEntity<TicketView> reschedule(@Input SlotReferenceInput input, Attempt attempt,
			@PathVariable TicketId ticketId) {
		return this.retries.answer(attempt, input, TicketRestController::moved,
				(reply) -> this.tickets.reschedule(ticketId, input.toReference(), reply));
	}

	@DeleteMapping("/{ticketId}")
	@Operation(summary = "Cancel a ticket. Idempotent.")
	ResponseEntity<TicketView> cancel(Attempt attempt, @PathVariable TicketId ticketId) {
		return this.retries.answer(attempt, "", TicketRestController::canceled,
				(reply) -> this.tickets.cancel(ticketId, reply));
	}

	@GetMapping("/{ticketId}/user")
	@Operation(summary = "Get the customer of a ticket")
	UserView user(@PathVariable TicketId ticketId) {
		return UserView.of(this.tickets.userOfTicket(ticketId).orElseThrow());
	}

	static ResponseEntity<List<TicketView>> created(Attempt attempt, List<TicketDetails> booked) {
		return ResponseEntity.created(location(attempt, booked.getFirst()))
			.body(booked.stream().map(TicketView::of).toList());
	}

	private static ResponseEntity<TicketView> moved(Attempt attempt, Move move) {
		return ResponseEntity.created(location(attempt, move.made())).body(TicketView.of(move.made()));
	}

	private static URI location(Attempt attempt, TicketDetails ticket) {
		return attempt.location("v1", "tickets", ticket.ticket().id().value());
	}

	static ResponseEntity<TicketView> canceled(Attempt attempt, TicketDetails ticket) {
		return ResponseEntity.ok(TicketView.of(ticket));
	}

}
