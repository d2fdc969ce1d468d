package com.ticketly.api;

import java.time.Instant;
import java.util.List;

import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.Outcome;
import com.ticketly.booking.Rejection;
import com.ticketly.booking.SeatSelection;
import com.ticketly.booking.SlotReference;
import com.ticketly.input.Text;
import com.ticketly.sale.PresaleCode;
import com.ticketly.slot.Genre;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.PhoneNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The input of the operations of the original system, with its field names.
 */
final class OperationInputs {

	private OperationInputs() {
	}

	static TicketId ticket(@Nullable String ticketId) {
		return Outcome.of(TicketId.parse(requireNonNull(ticketId)), Rejection.NotFound.TICKET).orElseThrow();
	}

	/**
	 * Input for booking tickets.
	 */
	record BookTicket(@NotNull @Text @Nullable String userName, @NotNull @Nullable PhoneNumber userPhoneNumber,
			@NotNull @Text @Nullable String movieName, @NotNull @Nullable Instant movieStartTime,
			@NotNull @Min(value = 1, message = BookingInput.NUM_TICKETS) @Max(value = Booking.MAX_TICKETS,
					message = BookingInput.NUM_TICKETS) @Nullable Integer numTickets,
			@Text(max = PresaleCode.MAX_LENGTH) @Nullable String presaleCode) {

		BookingOrder toOrder() {
			return new BookingOrder(requireNonNull(this.userName), requireNonNull(this.userPhoneNumber),
					SlotReferenceInput.byName(this.movieName, this.movieStartTime),
					new SeatSelection.Best(requireNonNull(this.numTickets)), List.of(),
					BookingInput.toCode(this.presaleCode));
		}

	}

	/**
	 * Input for rescheduling a ticket.
	 */
	record UpdateMovieSlotForTicket(@NotNull @Nullable String ticketId, @NotNull @Text @Nullable String newMovie,
			@NotNull @Nullable Instant newStartTime) {

		SlotReference newSlot() {
			return SlotReferenceInput.byName(this.newMovie, this.newStartTime);
		}

	}

	/**
	 * A slot by name and start time.
	 */
	record MovieSlot(@NotNull @Text @Nullable String movieName, @NotNull @Nullable Instant movieStartTime) {
	}

	record TicketReference(@NotNull @Nullable String ticketId) {
	}

	@Schema(name = "GenreReference")
	record OfGenre(@NotNull @Nullable Genre genre) {
	}

}
