package com.ticketly.programme;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

import com.ticketly.hall.Hall;
import com.ticketly.hall.HallId;
import com.ticketly.input.FieldRules;
import com.ticketly.input.Text;
import com.ticketly.listing.Page;
import com.ticketly.seating.SeatingPlan;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Input for creating a hall.
 *
 * @param name the name for customers
 * @param zone the time zone of the venue, by default that of the theater
 * @param clearMinutes how many minutes the hall is occupied after a slot has ended, by
 * default none
 */
@Schema(name = "NewHall")
record HallInput(@NotNull @Text @Nullable String name, @Nullable ZoneId zone, @Min(value = 0,
		message = CLEARING) @Max(value = Hall.MAX_CLEARING_MINUTES, message = CLEARING) @Nullable Integer clearMinutes,
		@NotNull @Nullable SeatingPlanInput seatingPlan) {

	private static final String CLEARING = "must be between 0 and " + Hall.MAX_CLEARING_MINUTES;

	Duration clearing() {
		return Duration.ofMinutes((this.clearMinutes != null) ? this.clearMinutes : 0);
	}

	SeatingPlan plan() {
		return Objects.requireNonNull(this.seatingPlan).toPlan();
	}

	/**
	 * Input for changing a hall. A field that is null does not change.
	 */
	@Schema(name = "HallChange")
	record Change(@Text @Nullable String name, @Nullable ZoneId zone,
			@Min(value = 0, message = CLEARING) @Max(value = Hall.MAX_CLEARING_MINUTES,
					message = CLEARING) @Nullable Integer clearMinutes,
			@Nullable SeatingPlanInput seatingPlan) implements FieldRules {

		@Override
		public void check(Violations violations) {
			if (Stream.of(this.name, this.zone, this.clearMinutes, this.seatingPlan).allMatch(Objects::isNull)) {
				violations.add("must contain name, zone, clearMinutes or seatingPlan");
			}
		}

		Hall.Change toChange() {
			return new Hall.Change(this.name, this.zone,
					(this.clearMinutes != null) ? Duration.ofMinutes(this.clearMinutes) : null,
					(this.seatingPlan != null) ? this.seatingPlan.toPlan() : null);
		}

	}

	/**
	 * Input for reading a hall.
	 *
	 * @param version the number of a version; the latest one if null
	 */
	record Version(@Min(value = 1, message = "must be at least 1") @Nullable Integer version) {
	}

	/**
	 * Input for listing halls.
	 *
	 * @param limit the maximum number of halls on the page, from 1 to {@value #MAX_LIMIT}
	 * @param next the page token of the page; the first page if null
	 */
	record Page(@Min(value = 1, message = LIMIT) @Max(value = MAX_LIMIT, message = LIMIT) @Nullable Integer limit,
			@Nullable HallId next) {

		static final int DEFAULT_LIMIT = 20;

		static final int MAX_LIMIT = 100;

		private static final String LIMIT = "must be between 1 and " + MAX_LIMIT;

		int limitOrDefault() {
			return (this.limit != null) ? this.limit : DEFAULT_LIMIT;
		}

	}

}
