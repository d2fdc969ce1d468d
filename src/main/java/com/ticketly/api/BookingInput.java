package com.ticketly.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.booking.BookingOrder;
import com.ticketly.ticket.Booking;
import com.ticketly.user.PhoneNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Tickets to book, for a slot by id or by name and start.
 *
 * @param userName the customer's name
 * @param phoneNumber the customer's phone number
 * @param numTickets how many tickets
 * @param slotId the slot
 * @param slotName the slot's name
 * @param startTime the slot's start
 */
@Schema(name = "NewBooking")
record BookingInput(@Schema(example = "John") @NotNull(message = Messages.MISSING) @Text @Nullable String userName,
		@Schema(type = "string", example = "9653864514") @JsonAlias("userPhoneNumber") @NotNull(
				message = Messages.MISSING) @Nullable PhoneNumber phoneNumber,
		@Schema(example = "3") @NotNull(message = Messages.MISSING) @Min(value = 1,
				message = Messages.NUM_TICKETS) @Max(value = Booking.MAX_TICKETS,
						message = Messages.NUM_TICKETS) @Nullable Integer numTickets,
		@Schema(description = "or slotName and startTime") @JsonAlias("ticketSlotId") @Nullable String slotId,
		@Schema(example = "Skyfall") @JsonAlias("movieName") @Text @Nullable String slotName,
		@Schema(type = "string", example = "2030-11-01 12:22") @JsonAlias("movieStartTime") @Nullable Instant startTime)
		implements
			CrossChecked {

	@Override
	public List<FieldError> crossCheck() {
		return slot().crossCheck();
	}

	private SlotChoice slot() {
		return new SlotChoice(this.slotId, this.slotName, this.startTime);
	}

	BookingOrder toOrder() {
		return new BookingOrder(Objects.requireNonNull(this.userName).strip(), Objects.requireNonNull(this.phoneNumber),
				slot().toReference(), Objects.requireNonNull(this.numTickets));
	}

}
