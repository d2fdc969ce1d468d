package com.ticketly.api;

import java.net.URI;
import java.util.List;

import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The tickets.
 */
@RestController
@RequestMapping(path = "/v1/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tickets")
class TicketRestController {

	private final TicketController tickets;

	TicketRestController(TicketController tickets) {
		this.tickets = tickets;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Book tickets: all of them, or none")
	ResponseEntity<List<TicketView>> book(@Input BookingInput input) {
		List<TicketDetails> booked = this.tickets.book(input.toOrder()).orElseThrow();
		return ResponseEntity.created(location(booked.getFirst())).body(booked.stream().map(TicketView::of).toList());
	}

	@GetMapping("/{ticketId}")
	@Operation(summary = "Look at a ticket")
	TicketView ticket(@PathVariable String ticketId) {
		return TicketView.of(id(ticketId).flatMap(this.tickets::ticket).orElseThrow());
	}

	@PostMapping(path = "/{ticketId}/reschedule", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Move a ticket to another slot: a new ticket, and the old one canceled, both or neither")
	ResponseEntity<TicketView> reschedule(@PathVariable String ticketId, @Input RescheduleInput input) {
		TicketDetails made = id(ticketId).flatMap((id) -> this.tickets.reschedule(id, input.toReference()))
			.orElseThrow()
			.made();
		return ResponseEntity.created(location(made)).body(TicketView.of(made));
	}

	@DeleteMapping("/{ticketId}")
	@Operation(summary = "Cancel a ticket; a second time answers the same")
	TicketView cancel(@PathVariable String ticketId) {
		return TicketView.of(id(ticketId).flatMap(this.tickets::cancel).orElseThrow());
	}

	@GetMapping("/{ticketId}/user")
	@Operation(summary = "Look at the customer of a ticket")
	UserView user(@PathVariable String ticketId) {
		return UserView.of(id(ticketId).flatMap(this.tickets::userOfTicket).orElseThrow());
	}

	static URI location(TicketDetails ticket) {
		return ServletUriComponentsBuilder.fromCurrentContextPath()
			.pathSegment("v1", "tickets", ticket.ticket().id().value())
			.build()
			.toUri();
	}

	static Outcome<TicketId> id(String ticketId) {
		return Outcome.of(TicketId.parse(ticketId), new Rejection.TicketNotFound());
	}

}
