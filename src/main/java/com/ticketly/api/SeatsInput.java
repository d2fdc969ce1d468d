package com.ticketly.api;

import java.util.List;
import java.util.Objects;

import com.ticketly.booking.SeatSelection;
import com.ticketly.input.SeatNames;
import com.ticketly.input.Text;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Input for blocking and unblocking seats of a slot.
 *
 * @param section the name of the section of all seats, required if several sections have
 * a seat with one of these names
 */
@Schema(name = "NamedSeats")
record SeatsInput(
		@NotNull @Size(min = 1,
				max = Section.MAX_SEATS) @Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> seats,
		@Text @Nullable String section) {

	SeatSelection.Named toSelection() {
		return new SeatSelection.Named(this.section,
				SeatNames.normalize(Objects.requireNonNull(this.seats)).stream().distinct().toList());
	}

}
