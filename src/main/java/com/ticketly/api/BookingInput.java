package com.ticketly.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.ticketly.booking.BookingOrder;
import com.ticketly.booking.SeatSelection;
import com.ticketly.input.FieldRules;
import com.ticketly.input.SeatNames;
import com.ticketly.input.Text;
import com.ticketly.programme.PricesInput;
import com.ticketly.sale.PresaleCode;
import com.ticketly.ticket.Booking;
import com.ticketly.user.PhoneNumber;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Input for booking tickets. The slot is given by id, or by name and start time; the
 * seats are given by number of tickets, or by name.
 *
 * @param numTickets the number of tickets, from 1 to {@value Booking#MAX_TICKETS}; the
 * service selects the best seats
 * @param seats the names of the seats, from 1 to {@value Booking#MAX_TICKETS}
 * @param section the name of the section of the seats, required if several sections have
 * seats with the names in {@code seats}
 * @param category the price category from which the service selects seats
 * @param accessible how many accessible seats the service selects, at least, with the
 * other seats beside them
 * @param concessions the concession of each ticket
 * @param slotId the id of the slot
 * @param presaleCode the code with which tickets are sold before the sale opens
 */
@Schema(name = "NewBooking")
public record BookingInput(@NotNull @Text @Nullable String userName,
		@JsonAlias("userPhoneNumber") @NotNull @Nullable PhoneNumber phoneNumber,
		@Min(value = 1, message = NUM_TICKETS) @Max(value = Booking.MAX_TICKETS,
				message = NUM_TICKETS) @Nullable Integer numTickets,
		@Size(min = 1,
				max = Booking.MAX_TICKETS) @Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> seats,
		@Text @Nullable String section, @Text(max = PricesInput.MAX_NAME) @Nullable String category,
		@Min(value = 1, message = NUM_TICKETS) @Max(value = Booking.MAX_TICKETS,
				message = NUM_TICKETS) @Nullable Integer accessible,
		@Size(min = 1,
				max = Booking.MAX_TICKETS) @Nullable List<@NotNull @Text(
						max = PricesInput.MAX_NAME) String> concessions,
		@JsonAlias("ticketSlotId") @Nullable String slotId, @JsonAlias("movieName") @Text @Nullable String slotName,
		@JsonAlias("movieStartTime") @Nullable Instant startTime,
		@Text(max = PresaleCode.MAX_LENGTH) @Nullable String presaleCode) implements FieldRules {

	static final String NUM_TICKETS = "must be between 1 and " + Booking.MAX_TICKETS;

	@Override
	public void check(Violations violations) {
		slot().check(violations);
		if (this.seats == null) {
			if (this.numTickets == null) {
				violations.add("numTickets", "is required unless seats is given");
			}
			else if (this.accessible != null && this.accessible > this.numTickets) {
				violations.add("accessible", "must be at most numTickets");
			}
		}
		else if (SeatNames.hasDuplicates(this.seats)) {
			violations.add("seats", SeatNames.DUPLICATES);
		}
		else if (this.numTickets != null && this.numTickets != this.seats.size() && !this.seats.isEmpty()) {
			violations.add("numTickets", "must be the number of seats, or be omitted");
		}
		checkPrices(violations);
	}

	private void checkPrices(Violations violations) {
		if (this.seats != null && this.category != null) {
			violations.add("category", "must be omitted if seats is given");
		}
		if (this.seats != null && this.accessible != null) {
			violations.add("accessible", "must be omitted if seats is given");
		}
		Integer count = (this.seats != null) ? Integer.valueOf(this.seats.size()) : this.numTickets;
		if (this.concessions != null && count != null && count != this.concessions.size()) {
			violations.add("concessions", "must have one concession for each ticket");
		}
	}

	private SlotReferenceInput slot() {
		return new SlotReferenceInput(this.slotId, this.slotName, this.startTime);
	}

	public BookingOrder toOrder() {
		SeatSelection selection = (this.seats != null) ? new SeatsInput(this.seats, this.section).toSelection()
				: new SeatSelection.Best(requireNonNull(this.numTickets), this.section, this.category,
						(this.accessible != null) ? this.accessible : 0);
		return new BookingOrder(requireNonNull(this.userName), requireNonNull(this.phoneNumber), slot().toReference(),
				selection, (this.concessions != null) ? this.concessions : List.of(), toCode(this.presaleCode));
	}

	static @Nullable PresaleCode toCode(@Nullable String presaleCode) {
		return (presaleCode != null) ? new PresaleCode(presaleCode) : null;
	}

}
