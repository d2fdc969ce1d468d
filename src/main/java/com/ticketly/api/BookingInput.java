package com.ticketly.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.SeatSelection;
import com.ticketly.ticket.Booking;
import com.ticketly.user.PhoneNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Tickets to book, for a slot by id or by name and start.
 *
 * @param userName the customer's name
 * @param phoneNumber the customer's phone number
 * @param numTickets how many tickets: the best seats for them
 * @param seats or which seats
 * @param section the section of these seats, where several have them
 * @param slotId the slot
 * @param slotName the slot's name
 * @param startTime the slot's start
 */
@Schema(name = "NewBooking")
record BookingInput(@Schema(example = "John") @NotNull(message = Messages.MISSING) @Text @Nullable String userName,
		@Schema(type = "string", example = "9653864514") @JsonAlias("userPhoneNumber") @NotNull(
				message = Messages.MISSING) @Nullable PhoneNumber phoneNumber,
		@Schema(example = "3", description = "or seats") @Min(value = 1, message = Messages.NUM_TICKETS) @Max(
				value = Booking.MAX_TICKETS, message = Messages.NUM_TICKETS) @Nullable Integer numTickets,
		@Schema(description = "or numTickets", example = "[\"C4\", \"C5\"]") @Size(min = 1, max = Booking.MAX_TICKETS,
				message = SEATS) @Nullable List<@NotNull(message = Messages.MISSING) @Text(
						max = SeatNames.MAX_LENGTH) String> seats,
		@Schema(example = "Stalls") @Text @Nullable String section,
		@Schema(description = "or slotName and startTime") @JsonAlias("ticketSlotId") @Nullable String slotId,
		@Schema(example = "Skyfall") @JsonAlias("movieName") @Text @Nullable String slotName,
		@Schema(type = "string", example = "2030-11-01 12:22") @JsonAlias("movieStartTime") @Nullable Instant startTime)
		implements
			CrossChecked {

	private static final String SEATS = "must be from 1 to " + Booking.MAX_TICKETS + " seats";

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		List<FieldError> errors = new ArrayList<>(slot().crossCheck(given));
		if (!given.contains("seats") && !given.contains("numTickets")) {
			errors.add(new FieldError("numTickets", "must be given, or seats"));
		}
		if (!given.contains("seats") && given.contains("section")) {
			errors.add(new FieldError("section", "must be left out without seats"));
		}
		return errors;
	}

	@Override
	public List<FieldError> crossCheckValid() {
		List<String> names = SeatNames.normalize(this.seats);
		if (names.size() > Set.copyOf(names).size()) {
			return List.of(new FieldError("seats", SeatNames.DIFFERENT));
		}
		boolean contradicts = this.seats != null && this.numTickets != null && this.numTickets != names.size();
		return contradicts ? List.of(new FieldError("numTickets", "must be the number of seats, or be left out"))
				: List.of();
	}

	private SeatSelection selection() {
		return (this.seats != null)
				? new SeatSelection.Named((this.section != null) ? this.section.strip() : null,
						SeatNames.normalize(this.seats))
				: new SeatSelection.Best(Objects.requireNonNull(this.numTickets));
	}

	private SlotChoice slot() {
		return new SlotChoice(this.slotId, this.slotName, this.startTime);
	}

	BookingOrder toOrder() {
		return new BookingOrder(Objects.requireNonNull(this.userName).strip(), Objects.requireNonNull(this.phoneNumber),
				slot().toReference(), selection());
	}

}
