package com.ticketly.report;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.input.ZonedTime;
import com.ticketly.slot.Showing;
import com.ticketly.slot.SlotStatus;
import org.jspecify.annotations.Nullable;

/**
 * A row of a report.
 */
record ReportRow(@JsonUnwrapped Subject subject, @JsonUnwrapped Figures figures) {

	/**
	 * The columns of all rows in CSV. A row is one record with the counts, and one for
	 * each kind of fare, so that each column can be added up.
	 */
	private static final List<String> COLUMNS = List.of("seats", "sold", "held", "blocked", "free", "admitted",
			"notAdmitted", "complimentary", "canceled", "replaced", "currency", "category", "concession", "tickets",
			"revenue", "canceledTickets", "refunds");

	/**
	 * The columns of slots.
	 */
	static final List<String> SLOT_COLUMNS = with("slotId", "externalId", "slotName", "startTime", "slotStatus");

	/**
	 * The columns of days.
	 */
	static final List<String> DAY_COLUMNS = with("day", "slots");

	private static List<String> with(String... columns) {
		return Stream.concat(Stream.of(columns), COLUMNS.stream()).toList();
	}

	/**
	 * Returns the row of a slot.
	 */
	static ReportRow of(SlotFigures found) {
		Showing showing = found.slot().showing();
		return new ReportRow(new OfSlot(found.slot().id().value(), showing.externalId(), showing.name(),
				ZonedTime.of(showing.start(), showing), found.slot().statusAt(found.time())), found.figures());
	}

	/**
	 * Returns the sum of no rows.
	 */
	static ReportRow noTotal() {
		return new ReportRow(new Total(0), Figures.NONE);
	}

	/**
	 * Returns this sum with a row.
	 */
	ReportRow totalWith(ReportRow row) {
		return new ReportRow(new Total(this.subject.count() + row.subject.count()), this.figures.plus(row.figures));
	}

	/**
	 * Returns this sum as the row of a day.
	 */
	ReportRow ofDay(LocalDate day) {
		return new ReportRow(new OfDay(day, this.subject.count()), this.figures);
	}

	/**
	 * Returns the records for fares.
	 */
	List<OfFare> fares() {
		return this.figures.fares().stream().map((fare) -> new OfFare(this.subject.withoutCounts(), fare)).toList();
	}

	/**
	 * What a row is about.
	 */
	sealed interface Subject {

		/**
		 * Returns how many slots this is.
		 */
		int count();

		/**
		 * Returns this without what must be counted once.
		 */
		default Subject withoutCounts() {
			return this;
		}

	}

	/**
	 * A slot.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OfSlot(String slotId, @Nullable String externalId, String slotName, ZonedTime startTime,
			SlotStatus slotStatus) implements Subject {

		@Override
		public int count() {
			return 1;
		}

	}

	/**
	 * The slots of a day.
	 *
	 * @param slots how many start on it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OfDay(LocalDate day, @Nullable Integer slots) implements Subject {

		@Override
		public int count() {
			return (this.slots != null) ? this.slots : 0;
		}

		@Override
		public Subject withoutCounts() {
			return new OfDay(this.day, null);
		}

	}

	/**
	 * All slots of a report.
	 */
	record Total(int slots) implements Subject {

		@Override
		public int count() {
			return this.slots;
		}

	}

	/**
	 * A record of CSV for one kind of fare.
	 */
	record OfFare(@JsonUnwrapped Subject subject, @JsonUnwrapped FareSum fare) {
	}

}
