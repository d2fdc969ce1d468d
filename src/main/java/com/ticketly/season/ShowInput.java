package com.ticketly.season;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.api.SaleInput;
import com.ticketly.api.ScheduleInput;
import com.ticketly.api.SlotSeatsInput;
import com.ticketly.input.FieldRules;
import com.ticketly.input.GivenTime;
import com.ticketly.input.Text;
import com.ticketly.show.Show;
import com.ticketly.show.ShowId;
import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Input for creating a show.
 *
 * @param title the name of all slots, by which customers book
 * @param runningMinutes how long each slot is, in minutes
 * @param startTimes when the slots start, in the zone of the hall unless they have an
 * offset
 * @param recurrence when the slots start, instead of {@code startTimes}
 * @param sale the terms on which tickets are sold
 * @param seats the seats of each slot
 */
@Schema(name = "NewShow")
record ShowInput(@NotNull @Text @Nullable String title,
		@NotNull @Text(max = ScheduleInput.MAX_DESCRIPTION, freeForm = true,
				message = ScheduleInput.DESCRIPTION) @Nullable String description,
		@NotNull @Nullable SlotType type, @NotNull @Nullable Genre genre,
		@NotNull @Min(value = 1, message = RUNNING) @Max(value = MAX_RUNNING,
				message = RUNNING) @Nullable Integer runningMinutes,
		@Size(min = 1, max = Show.MAX_SLOTS) @Nullable List<@NotNull GivenTime> startTimes,
		@Nullable RecurrenceInput recurrence, @Nullable SaleInput sale,
		@JsonUnwrapped @Valid SlotSeatsInput seats) implements FieldRules {

	private static final int MAX_RUNNING = 7 * 24 * 60;

	private static final String RUNNING = "must be between 1 and " + MAX_RUNNING;

	@Override
	public void check(Violations violations) {
		if (this.startTimes == null && this.recurrence == null) {
			violations.add("startTimes", "is required unless recurrence is given");
		}
		if (this.startTimes != null && this.recurrence != null) {
			violations.add("startTimes", "must be omitted if recurrence is given");
		}
		this.seats.check(violations);
	}

	/**
	 * Returns the input for scheduling one of the slots.
	 */
	ScheduleInput toSlot(GivenTime start, GivenTime end) {
		return new ScheduleInput(this.title, this.description, start, end, this.type, this.genre, this.sale,
				this.seats);
	}

	/**
	 * Input for changing a show. A field that is null does not change.
	 *
	 * @param title the name by which customers book
	 * @param from from when on slots change, in the zone of the hall unless it has an
	 * offset; all and the show itself if null
	 */
	@Schema(name = "ShowChange")
	record Change(@Text @Nullable String title,
			@Text(max = ScheduleInput.MAX_DESCRIPTION, freeForm = true,
					message = ScheduleInput.DESCRIPTION) @Nullable String description,
			@Nullable Genre genre, @Nullable SaleInput sale, @Nullable GivenTime from) implements FieldRules {

		@Override
		public void check(Violations violations) {
			if (Stream.of(this.title, this.description, this.genre, this.sale).allMatch(Objects::isNull)) {
				violations.add("must contain title, description, genre or sale");
			}
		}

	}

	/**
	 * Input for canceling a show.
	 *
	 * @param reason the reason that is shown to customers
	 * @param from from when on slots are canceled, in the zone of the hall unless it has
	 * an offset; all if null
	 */
	@Schema(name = "ShowCancellation")
	record Cancellation(@NotNull @Text @Nullable String reason, @Nullable GivenTime from) {
	}

	/**
	 * Input for listing shows.
	 *
	 * @param limit the maximum number of shows on the page, from 1 to {@value #MAX_LIMIT}
	 * @param next the page token of the page; the first page if null
	 */
	record Page(@Min(value = 1, message = LIMIT) @Max(value = MAX_LIMIT, message = LIMIT) @Nullable Integer limit,
			@Nullable ShowId next) {

		static final int DEFAULT_LIMIT = 20;

		static final int MAX_LIMIT = 100;

		static final String LIMIT = "must be between 1 and " + MAX_LIMIT;

		int limitOrDefault() {
			return Objects.requireNonNullElse(this.limit, DEFAULT_LIMIT);
		}

	}

	/**
	 * Input for listing the slots of a show.
	 *
	 * @param limit the maximum number of slots on the page, from 1 to
	 * {@value Page#MAX_LIMIT}
	 * @param next the page token of the page; the first page if null
	 */
	record SlotPage(@Min(value = 1, message = Page.LIMIT) @Max(value = Page.MAX_LIMIT,
			message = Page.LIMIT) @Nullable Integer limit, @Nullable SlotPosition next) {

		int limitOrDefault() {
			return Objects.requireNonNullElse(this.limit, Page.DEFAULT_LIMIT);
		}

	}

}
