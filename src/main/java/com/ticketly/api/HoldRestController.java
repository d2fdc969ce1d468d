package com.ticketly.api;

import java.util.List;

import com.ticketly.api.InputReader.Input;
import com.ticketly.booking.HoldDetails;
import com.ticketly.booking.TicketController;
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

/**
 * REST operations on holds.
 */
@RestController
@RequestMapping(path = "/v1/holds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Holds")
class HoldRestController {

	private final TicketController tickets;

	private final Retries retries;

	HoldRestController(TicketController tickets, Retries retries) {
		this.tickets = tickets;
		this.retries = retries;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Hold seats for a limited time, all or none")
	ResponseEntity<HoldView> hold(@Input HoldInput input, Attempt attempt) {
		return this.retries.answer(attempt, input, HoldRestController::created,
				(reply) -> this.tickets.hold(input.booking().toOrder(), input.lasts(), reply));
	}

	private static ResponseEntity<HoldView> created(Attempt attempt, HoldDetails hold) {
		return ResponseEntity.created(attempt.location("v1", "holds", hold.id().value())).body(HoldView.of(hold));
	}

	@GetMapping("/{holdId}")
	@Operation(summary = "Get a hold")
	HoldView hold(@PathVariable HoldId holdId) {
		return HoldView.of(this.tickets.hold(holdId).orElseThrow());
	}

	@PostMapping("/{holdId}/confirm")
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	@Operation(summary = "Confirm a hold, which becomes a booking. Idempotent.")
	ResponseEntity<List<TicketView>> confirm(Attempt attempt, @PathVariable HoldId holdId) {
		return this.retries.answer(attempt, "", TicketRestController::created,
				(reply) -> this.tickets.confirm(holdId, reply));
	}

	@DeleteMapping("/{holdId}")
	@ApiResponse(responseCode = "204")
	@Operation(summary = "Release the seats of a hold. Idempotent.")
	ResponseEntity<Void> release(Attempt attempt, @PathVariable HoldId holdId) {
		return this.retries.answer(attempt, "", HoldRestController::released,
				(reply) -> this.tickets.release(holdId, reply));
	}

	private static ResponseEntity<Void> released(Attempt attempt, HoldDetails hold) {
		return ResponseEntity.noContent().build();
	}

}
