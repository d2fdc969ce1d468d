package com.ticketly.api;

import com.ticketly.ticket.TicketPosition;
import com.ticketly.ticket.TicketStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Input for listing tickets.
 *
 * @param status the status of the tickets; any status if null
 * @param limit the maximum number of tickets on the page, from 1 to {@value #MAX_LIMIT}
 * @param next the page token of the page; the first page if null
 */
record PageInput(@Nullable TicketStatus status,
		@Min(value = 1, message = LIMIT) @Max(value = MAX_LIMIT, message = LIMIT) @Nullable Integer limit,
		@Nullable TicketPosition next) {

	static final int DEFAULT_LIMIT = 20;

	static final int MAX_LIMIT = 100;

	static final String LIMIT = "must be between 1 and " + MAX_LIMIT;

	int limitOrDefault() {
		return (this.limit != null) ? this.limit : DEFAULT_LIMIT;
	}

}
