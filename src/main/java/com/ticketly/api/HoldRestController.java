package com.ticketly.api;

import java.net.URI;
import java.util.List;

import com.ticketly.booking.HoldDetails;
import com.ticketly.booking.HoldProperties;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.TicketController;
import com.ticketly.booking.TicketDetails;
import com.ticketly.ticket.HoldId;
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
 * The holds.
 */
@RestController
@RequestMapping(path = "/v1/holds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Holds")
class HoldRestController {

	private final TicketController tickets;

	private final HoldProperties holds;

	HoldRestController(TicketController tickets, HoldProperties holds) {
		this.tickets = tickets;
		this.holds = holds;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Hold seats for a while: all of them, or none")
	ResponseEntity<HoldView> hold(@Input BookingInput input, @Input HoldInput hold) {
		HoldDetails made = this.tickets.hold(input.toOrder(), hold.lasts(this.holds)).orElseThrow();
		URI location = ServletUriComponentsBuilder.fromCurrentRequestUri()
			.pathSegment(made.id().value())
			.build()
			.toUri();
		return ResponseEntity.created(location).body(HoldView.of(made));
	}

	@GetMapping("/{holdId}")
	@Operation(summary = "Look at a hold")
	HoldView hold(@PathVariable String holdId) {
		return HoldView.of(id(holdId).flatMap(this.tickets::hold).orElseThrow());
	}

	@PostMapping("/{holdId}/confirm")
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Make a booking of a hold; a second time answers the same")
	ResponseEntity<List<TicketView>> confirm(@PathVariable String holdId) {
		List<TicketDetails> booked = id(holdId).flatMap(this.tickets::confirm).orElseThrow();
		return ResponseEntity.created(TicketRestController.location(booked.getFirst()))
			.body(booked.stream().map(TicketView::of).toList());
	}

	@DeleteMapping("/{holdId}")
	@ApiResponse(responseCode = "204")
	@Operation(summary = "Give back the seats of a hold; a second time answers the same")
	ResponseEntity<Void> release(@PathVariable String holdId) {
		id(holdId).flatMap(this.tickets::release).orElseThrow();
		return ResponseEntity.noContent().build();
	}

	private static Outcome<HoldId> id(String holdId) {
		return Outcome.of(HoldId.parse(holdId), new Rejection.HoldNotFound());
	}

}
