package com.ticketly.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import com.ticketly.input.FieldRules;
import com.ticketly.slot.SlotQuery;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Input for reports of days.
 *
 * @param from the first day
 * @param to the last day
 */
record DaysInput(@NotNull @Nullable LocalDate from, @NotNull @Nullable LocalDate to) implements FieldRules {

	/**
	 * The maximum number of days of a report.
	 */
	static final int MAX_DAYS = 366;

	private static final int MIN_YEAR = 1970;

	private static final int MAX_YEAR = 9998;

	@Override
	public void check(Violations violations) {
		checkYear("from", this.from, violations);
		checkYear("to", this.to, violations);
		if (this.from != null && this.to != null) {
			if (this.to.isBefore(this.from)) {
				violations.add("to", "must not be before from");
			}
			else if (ChronoUnit.DAYS.between(this.from, this.to) >= MAX_DAYS) {
				violations.add("to", "must be less than %d days after from".formatted(MAX_DAYS));
			}
		}
	}

	private static void checkYear(String field, @Nullable LocalDate date, Violations violations) {
		if (date != null && (date.getYear() < MIN_YEAR || date.getYear() > MAX_YEAR)) {
			violations.add(field, "must be in the years %d to %d".formatted(MIN_YEAR, MAX_YEAR));
		}
	}

	Days toDays() {
		return new Days(Objects.requireNonNull(this.from), Objects.requireNonNull(this.to));
	}

	/**
	 * A range of days.
	 *
	 * @param first the first day
	 * @param last the last day
	 */
	record Days(LocalDate first, LocalDate last) {

		boolean contains(LocalDate day) {
			return !day.isBefore(this.first) && !day.isAfter(this.last);
		}

		/**
		 * Returns a query for all slots that start on these days in any zone.
		 */
		SlotQuery toQuery() {
			return SlotQuery.ALL.from(this.first.atStartOfDay().toInstant(ZoneOffset.MAX))
				.to(this.last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.MIN).minusSeconds(1));
		}

	}

}
