package com.ticketly.api;

import java.util.List;
import java.util.Objects;

import com.ticketly.booking.SeatSelection;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Seats of a slot.
 *
 * @param seats their names
 * @param section the section of all of them, where several have one of these names
 */
@Schema(name = "NamedSeats")
record SeatsInput(
		@Schema(example = "[\"C4\", \"C5\"]") @NotEmpty(message = Messages.MISSING) @Size(max = Section.MAX_SEATS,
				message = "must be at most {max}") @Nullable List<@NotNull(message = Messages.MISSING) @Text(
						max = SeatNames.MAX_LENGTH) String> seats,
		@Schema(example = "Stalls") @Text @Nullable String section) {

	SeatSelection.Named toSelection() {
		return new SeatSelection.Named((this.section != null) ? this.section.strip() : null,
				SeatNames.normalize(Objects.requireNonNull(this.seats)).stream().distinct().toList());
	}

}
