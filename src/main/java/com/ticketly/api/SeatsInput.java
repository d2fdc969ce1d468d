package com.ticketly.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.ticketly.booking.SeatSelection;
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
		@NotNull @Size(min = 1, max = Section.MAX_SEATS) @Nullable List<@NotNull @Text(max = MAX_NAME) String> seats,
		@Text @Nullable String section) {

	/**
	 * The maximum length of the name of a seat.
	 */
	static final int MAX_NAME = 20;

	static final String DUPLICATES = "must not contain duplicates";

	SeatSelection.Named toSelection() {
		return new SeatSelection.Named(this.section,
				normalize(Objects.requireNonNull(this.seats)).stream().distinct().toList());
	}

	/**
	 * Returns the names of seats in upper case. Missing names are left out.
	 */
	static List<String> normalize(@Nullable List<String> names) {
		return Objects.requireNonNullElse(names, List.<String>of())
			.stream()
			.filter(Objects::nonNull)
			.map((name) -> name.toUpperCase(Locale.ROOT))
			.toList();
	}

	static boolean hasDuplicates(@Nullable List<String> names) {
		List<String> normalized = normalize(names);
		return new HashSet<>(normalized).size() < normalized.size();
	}

}
