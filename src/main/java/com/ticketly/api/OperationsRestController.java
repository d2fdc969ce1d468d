package com.ticketly.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.ExpiryReport;
import com.ticketly.booking.Move;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.SeatWish;
import com.ticketly.booking.SlotDetails;
import com.ticketly.booking.TicketController;
import com.ticketly.booking.TicketDetails;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotQuery;
import com.ticketly.ticket.Booking;
import com.ticketly.user.PhoneNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The operations of the original system, by their names and in their shapes. Each takes a
 * JSON body or parameters.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Operations", description = "of the original system: a JSON body or parameters")
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
	@Operation(summary = "Move a ticket: answers the new ticket, then the old one")
	ResponseEntity<List<TicketView>> updateMovieSlotForTicket(@Input UpdateMovieSlotForTicket input, Attempt attempt) {
		return this.retries.answer(attempt, input, OperationsRestController::moved,
				(reply) -> TicketRestController.id(Objects.requireNonNull(input.ticketId()))
					.flatMap((id) -> this.tickets.reschedule(id,
							SlotChoice.byName(input.newMovie(), input.newStartTime()), reply)));
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
	@Operation(summary = "Look at the customer of a ticket")
	UserView getUserDetailsByTicketId(@Input TicketReference input) {
		return UserView.of(TicketRestController.id(Objects.requireNonNull(input.ticketId()))
			.flatMap(this.tickets::userOfTicket)
			.orElseThrow());
	}

	@PostMapping("/cancelTicket")
	@Operation(summary = "Cancel a ticket")
	ResponseEntity<TicketView> cancelTicket(@Input TicketReference input, Attempt attempt) {
		return this.retries.answer(attempt, input, TicketRestController::canceled,
				(reply) -> TicketRestController.id(Objects.requireNonNull(input.ticketId()))
					.flatMap((id) -> this.tickets.cancel(id, reply)));
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
	@Operation(summary = "Expire the slots whose time has come, and their tickets")
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
	 * Tickets to book.
	 */
	record BookTicket(@Schema(example = "John") @NotNull(message = Messages.MISSING) @Text @Nullable String userName,
			@Schema(type = "string",
					example = "9653864514") @NotNull(message = Messages.MISSING) @Nullable PhoneNumber userPhoneNumber,
			@Schema(example = "Skyfall") @NotNull(message = Messages.MISSING) @Text @Nullable String movieName,
			@Schema(type = "string",
					example = "2020-11-01 12:22") @NotNull(message = Messages.MISSING) @Nullable Instant movieStartTime,
			@Schema(type = "string", example = "3") @NotNull(message = Messages.MISSING) @Min(value = 1,
					message = Messages.NUM_TICKETS) @Max(value = Booking.MAX_TICKETS,
							message = Messages.NUM_TICKETS) @Nullable Integer numTickets) {

		BookingOrder toOrder() {
			return new BookingOrder(Objects.requireNonNull(this.userName).strip(),
					Objects.requireNonNull(this.userPhoneNumber),
					SlotChoice.byName(this.movieName, this.movieStartTime),
					new SeatWish.Best(Objects.requireNonNull(this.numTickets)));
		}

	}

	/**
	 * A ticket to move, and where to.
	 */
	record UpdateMovieSlotForTicket(@NotNull(message = Messages.MISSING) @Nullable String ticketId,
			@Schema(example = "Skyfall") @NotNull(message = Messages.MISSING) @Text @Nullable String newMovie,
			@Schema(type = "string",
					example = "2020-11-01 12:22") @NotNull(message = Messages.MISSING) @Nullable Instant newStartTime) {
	}

	/**
	 * A slot by name and start.
	 */
	record MovieSlot(@Schema(example = "Skyfall") @NotNull(message = Messages.MISSING) @Text @Nullable String movieName,
			@Schema(type = "string", example = "2020-11-01 12:22") @NotNull(
					message = Messages.MISSING) @Nullable Instant movieStartTime) {
	}

	/**
	 * A ticket.
	 */
	record TicketReference(@NotNull(message = Messages.MISSING) @Nullable String ticketId) {
	}

	/**
	 * A genre.
	 */
	record OfGenre(
			@Schema(type = "string", example = "Action") @NotNull(message = Messages.MISSING) @Nullable Genre genre) {
	}

	/**
	 * What an expiry run did.
	 */
	record ExpiryView(int expiredSlots, int expiredTickets) {
	}

}
