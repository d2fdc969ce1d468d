package com.ticketly.api;

import java.util.List;
import java.util.Set;

import com.ticketly.ticket.TicketPosition;
import com.ticketly.ticket.TicketStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets to list.
 *
 * @param status only tickets of this status
 * @param limit the most tickets of a page
 * @param next where to go on, as the page before said
 */
record PageInput(@Schema(type = "string", example = "Booked") @Nullable TicketStatus status,
		@Schema(defaultValue = "20") @Min(value = 1, message = Messages.LIMIT) @Max(value = MAX_LIMIT,
				message = Messages.LIMIT) @Nullable Integer limit,
		@Nullable String next) implements CrossChecked {

	static final int DEFAULT_LIMIT = 20;

	static final int MAX_LIMIT = 100;

	@Override
	public List<FieldError> crossCheck(Set<String> given) {
		return Cursors.check(this.next, TicketPosition::parse);
	}

	@Nullable TicketPosition after() {
		return Cursors.read(this.next, TicketPosition::parse);
	}

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : DEFAULT_LIMIT;
	}

}
