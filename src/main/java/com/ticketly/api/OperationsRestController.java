package com.ticketly.api;

import java.util.List;
import java.util.Objects;

import com.ticketly.api.InputReader.Input;
import com.ticketly.api.OperationInputs.BookTicket;
import com.ticketly.api.OperationInputs.MovieSlot;
import com.ticketly.api.OperationInputs.OfGenre;
import com.ticketly.api.OperationInputs.TicketReference;
import com.ticketly.api.OperationInputs.UpdateMovieSlotForTicket;
import com.ticketly.booking.ExpiryReport;
import com.ticketly.booking.Move;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.SlotDetails;
import com.ticketly.booking.TicketController;
import com.ticketly.booking.TicketDetails;
import com.ticketly.slot.SlotQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The operations of the original system, with its names and formats. Each accepts a JSON
 * body, or query or form parameters.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations",
		description = "Operations of the original system. Each accepts a JSON body, or query or form parameters.")
class OperationsRestController {

	private final TicketController tickets;

	private final Retries retries;

	OperationsRestController(TicketController tickets, Retries retries) {
		this.tickets = tickets;
		this.retries = retries;
	}

	@PostMapping("/bookTicket")
	@Operation(summary = "Book tickets")
	ResponseEntity<List<TicketView>> bookTicket(@Input BookTicket input, Attempt attempt) {
		return this.retries.answer(attempt, input, OperationsRestController::booked,
				(reply) -> this.tickets.book(input.toOrder(), reply));
	}

	private static ResponseEntity<List<TicketView>> booked(Attempt attempt, List<TicketDetails> booked) {
		return ResponseEntity.ok(views(booked));
	}

	@PostMapping("/updateMovieSlotForTicket")
	@Operation(summary = "Reschedule a ticket: returns the new ticket, then the old one")
	ResponseEntity<List<TicketView>> updateMovieSlotForTicket(@Input UpdateMovieSlotForTicket input, Attempt attempt) {
		return this.retries.answer(attempt, input, OperationsRestController::moved,
				(reply) -> input.ticket().flatMap((id) -> this.tickets.reschedule(id, input.newSlot(), reply)));
	}

	private static ResponseEntity<List<TicketView>> moved(Attempt attempt, Move move) {
		return ResponseEntity.ok(views(List.of(move.made(), move.replaced())));
	}

	@PostMapping("/getAllTicketsForMovieSlot")
	@Operation(summary = "List the booked tickets of a slot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	List<TicketView> getAllTicketsForMovieSlot(@Input MovieSlot input) {
		return views(this.tickets
			.bookedTickets(Objects.requireNonNull(input.movieName()).strip(),
					Objects.requireNonNull(input.movieStartTime()))
			.orElseThrow());
	}

	@PostMapping("/getUserDetailsByTicketId")
	@Operation(summary = "Get the customer of a ticket")
	UserView getUserDetailsByTicketId(@Input TicketReference input) {
		return UserView.of(input.ticket().flatMap(this.tickets::userOfTicket).orElseThrow());
	}

	@PostMapping("/cancelTicket")
	@Operation(summary = "Cancel a ticket")
	ResponseEntity<TicketView> cancelTicket(@Input TicketReference input, Attempt attempt) {
		return this.retries.answer(attempt, input, TicketRestController::canceled,
				(reply) -> input.ticket().flatMap((id) -> this.tickets.cancel(id, reply)));
	}

	@PostMapping("/scheduleMovie")
	@Operation(summary = "Schedule a slot")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<SlotView> scheduleMovie(@Input ScheduleInput input, Attempt attempt) {
		return this.retries.answer(attempt, input, OperationsRestController::scheduled,
				(reply) -> this.tickets.schedule(input.toPlan(), reply));
	}

	private static ResponseEntity<SlotView> scheduled(Attempt attempt, SlotDetails slot) {
		return ResponseEntity.ok(SlotView.of(slot));
	}

	@PostMapping("/getAllMovieSlots")
	@Operation(summary = "List all slots")
	List<SlotView> getAllMovieSlots() {
		return slotViews(this.tickets.allSlots(SlotQuery.ALL));
	}

	@PostMapping("/getAllMovieSlotsByGenre")
	@Operation(summary = "List all slots of a genre")
	List<SlotView> getAllMovieSlotsByGenre(@Input OfGenre input) {
		return slotViews(this.tickets.allSlots(SlotQuery.ofGenre(Objects.requireNonNull(input.genre()))));
	}

	@PostMapping("/expireTickets")
	@Operation(summary = "Expire the slots that are due, and their tickets")
	@SecurityRequirement(name = OpenApiConfiguration.OPERATOR)
	ResponseEntity<ExpiryView> expireTickets(Attempt attempt) {
		return this.retries.answerAtEnd(attempt, "", OperationsRestController::expired,
				() -> Outcome.done(this.tickets.expireTickets()));
	}

	private static ResponseEntity<ExpiryView> expired(Attempt attempt, ExpiryReport report) {
		return ResponseEntity.ok(new ExpiryView(report.slots(), report.tickets()));
	}

	private static List<TicketView> views(List<TicketDetails> tickets) {
		return tickets.stream().map(TicketView::of).toList();
	}

	private static List<SlotView> slotViews(List<SlotDetails> slots) {
		return slots.stream().map(SlotView::of).toList();
	}

	/**
	 * The report of an expiry run.
	 */
	record ExpiryView(int expiredSlots, int expiredTickets) {
	}

}
