package com.ticketly.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.SlotType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Which slots to list.
 *
 * @param genre only this genre
 * @param slotType only this type
 * @param name only this name, to the letter
 * @param from only slots that start at this time or later; now, when neither bound is
 * given
 * @param to only slots that start at this time or earlier
 * @param available only slots that can be booked, or only those that cannot
 * @param limit the most slots of a page
 * @param next where to go on, as the page before said
 */
record SlotsInput(@Schema(type = "string", example = "Action") @Nullable Genre genre,
		@Schema(type = "string", example = "Movie") @Nullable SlotType slotType, @Text @Nullable String name,
		@Schema(type = "string", example = "2030-11-01 00:00") @Nullable Instant from,
		@Schema(type = "string", example = "2030-11-01 23:59") @Nullable Instant to, @Nullable Boolean available,
		@Schema(defaultValue = "20") @Min(value = 1, message = Messages.LIMIT) @Max(value = PageInput.MAX_LIMIT,
				message = Messages.LIMIT) @Nullable Integer limit,
		@Nullable String next) implements CrossChecked {

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		List<FieldError> errors = new ArrayList<>(Cursors.check(this.next, SlotPosition::parse));
		if (this.from != null && this.to != null && this.to.isBefore(this.from)) {
			errors.add(new FieldError("to", "must not be before from"));
		}
		return errors;
	}

	/**
	 * Returns the query. Slots start in whole seconds, and who asks in the same one asks
	 * for the same.
	 */
	SlotQuery toQuery(Instant now) {
		Instant from = (this.from == null && this.to == null) ? now.truncatedTo(ChronoUnit.SECONDS) : this.from;
		return new SlotQuery(this.genre, this.slotType, (this.name != null) ? this.name.strip() : null, from, this.to);
	}

	@Nullable SlotPosition after() {
		return Cursors.read(this.next, SlotPosition::parse);
	}

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : PageInput.DEFAULT_LIMIT;
	}

}
