package com.ticketly.season;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.ticketly.input.FieldRules;
import com.ticketly.input.GivenTime;
import com.ticketly.input.Text;
import com.ticketly.show.Show;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Input for the times of a show that recur by a rule
 * (<a href="https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10">RFC 5545</a>).
 *
 * @param start when the first slot starts, in the zone of the hall unless it has an
 * offset
 * @param rule the rule, such as {@code FREQ=WEEKLY;BYDAY=MO,WE;COUNT=40}
 * @param exceptDates the days of the rule that have no slot
 */
@Schema(name = "Recurrence")
record RecurrenceInput(@NotNull @Nullable GivenTime start, @NotNull @Text(max = MAX_RULE) @Nullable String rule,
		@Size(max = Show.MAX_SLOTS) @Nullable List<@NotNull LocalDate> exceptDates) implements FieldRules {

	private static final int MAX_RULE = 500;

	@Override
	public void check(Violations violations) {
		List<LocalDate> dates = exceptDatesOrNone();
		if (dates.stream().noneMatch(Objects::isNull) && Set.copyOf(dates).size() < dates.size()) {
			violations.add("exceptDates", "must not contain duplicates");
		}
	}

	List<LocalDate> exceptDatesOrNone() {
		return Objects.requireNonNullElse(this.exceptDates, List.of());
	}

}
