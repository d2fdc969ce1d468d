package com.ticketly.boxoffice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.api.BookingInput;
import com.ticketly.api.SlotReferenceInput;
import com.ticketly.booking.BoxOffice;
import com.ticketly.booking.Outcome.RejectedException;
import com.ticketly.booking.SeatSelection;
import com.ticketly.booking.SlotReference;
import com.ticketly.input.FieldRules;
import com.ticketly.input.SeatNames;
import com.ticketly.input.Text;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.TicketId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The input of the operations of the box office. Each has a reason, which the booking
 * records.
 */
final class BoxOfficeInput {

	private BoxOfficeInput() {
	}

	static List<TicketId> tickets(@Nullable List<String> ids) {
		return Objects.requireNonNullElse(ids, List.<String>of())
			.stream()
			.map((id) -> TicketId.parse(id).orElseThrow(() -> new RejectedException(BoxOffice.UNKNOWN_TICKETS)))
			.distinct()
			.toList();
	}

	/**
	 * Input for selling tickets.
	 *
	 * @param free whether the tickets cost nothing, although the slot has prices
	 * @param booking what is booked
	 */
	@Schema(name = "BoxOfficeSale")
	record Sale(@NotNull @Text @Nullable String reason, @Nullable Boolean free,
			@JsonUnwrapped @Valid BookingInput booking) implements FieldRules {

		@Override
		public void check(Violations violations) {
			this.booking.check(violations);
		}

	}

	/**
	 * Input for moving tickets.
	 *
	 * @param ticketIds the tickets to move, all that are booked if null
	 * @param slotId the id of the slot to move to, which is the same one if there is
	 * neither an id nor a name
	 * @param seats the names of the seats to move to, one for each ticket; the best ones
	 * if null
	 * @param section the name of the section of the seats
	 */
	@Schema(name = "BookingMove")
	record Move(@NotNull @Text @Nullable String reason,
			@Size(min = 1, max = Booking.MAX_TICKETS) @Nullable List<@NotNull String> ticketIds,
			@Nullable String slotId, @Text @Nullable String slotName, @Nullable Instant startTime,
			@Size(min = 1,
					max = Booking.MAX_TICKETS) @Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> seats,
			@Text @Nullable String section) implements FieldRules {

		@Override
		public void check(Violations violations) {
			if (hasTarget()) {
				reference().check(violations);
			}
			else if (this.seats == null) {
				violations.add("seats", "is required unless slotId or slotName is given");
			}
			if (SeatNames.hasDuplicates(this.seats)) {
				violations.add("seats", SeatNames.DUPLICATES);
			}
			if (this.section != null && this.seats == null) {
				violations.add("section", "must be omitted unless seats is given");
			}
		}

		private boolean hasTarget() {
			return this.slotId != null || this.slotName != null || this.startTime != null;
		}

		private SlotReferenceInput reference() {
			return new SlotReferenceInput(this.slotId, this.slotName, this.startTime);
		}

		/**
		 * Returns the slot to move to, null for the same one.
		 * @throws RejectedException if no slot can have the id
		 */
		@Nullable SlotReference target() {
			return hasTarget() ? reference().toReference() : null;
		}

		List<TicketId> tickets() {
			return BoxOfficeInput.tickets(this.ticketIds);
		}

		SeatSelection.@Nullable Named selection() {
			return Optional.ofNullable(this.seats)
				.map((names) -> new SeatSelection.Named(this.section, SeatNames.normalize(names)))
				.orElse(null);
		}

	}

	/**
	 * Input for moving a ticket to another seat.
	 *
	 * @param seat the name of the seat
	 * @param section the name of its section, required if several sections have a seat of
	 * that name
	 */
	@Schema(name = "Reseating")
	record Reseating(@NotNull @Text @Nullable String reason,
			@NotNull @Text(max = SeatNames.MAX_LENGTH) @Nullable String seat, @Text @Nullable String section) {
	}

	/**
	 * Input for canceling tickets.
	 *
	 * @param ticketIds the tickets to cancel, all if null
	 */
	@Schema(name = "BookingCancellation")
	record Cancellation(@NotNull @Text @Nullable String reason,
			@Size(min = 1, max = Booking.MAX_TICKETS) @Nullable List<@NotNull String> ticketIds) {
	}

	/**
	 * Input for sending tickets again.
	 */
	@Schema(name = "Sending")
	record Sending(@NotNull @Text @Nullable String reason) {
	}

}
