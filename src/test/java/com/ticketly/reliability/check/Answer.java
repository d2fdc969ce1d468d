package com.ticketly.reliability.check;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client learned from the answer to a request.
 *
 * @param status the HTTP status, 0 if the answer was lost
 * @param problem the problem type, empty for none
 * @param tickets the tickets in the answer
 * @param hold the hold in the answer, null for none
 * @param left the seats left by slot
 * @param seats the symbol of each seat by name, as the seats of a slot are drawn
 * @param complete whether the answer contains all tickets that were asked for
 */
public record Answer(int status, String problem, List<TicketState> tickets, @Nullable HoldState hold,
		Map<String, Integer> left, Map<String, String> seats, boolean complete) {

	/**
	 * An answer that did not reach the client.
	 */
	public static final Answer LOST = new Answer(0, "", List.of(), null, Map.of(), Map.of(), false);

	/**
	 * Returns an answer that consists of tickets.
	 */
	public static Answer of(int status, TicketState... tickets) {
		return new Answer(status, "", List.of(tickets), null, Map.of(), Map.of(), true);
	}

	/**
	 * Returns an answer that is a problem.
	 */
	public static Answer refused(int status, String problem) {
		return new Answer(status, problem, List.of(), null, Map.of(), Map.of(), true);
	}

	/**
	 * Returns whether the request was done.
	 */
	public boolean isDone() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Returns whether the service said that nothing was done.
	 */
	public boolean isRefused() {
		return this.status >= 400 && this.status < 500;
	}

	/**
	 * Returns whether the client does not know whether the request was done.
	 */
	public boolean isUnknown() {
		return !isDone() && !isRefused();
	}

	/**
	 * A hold.
	 *
	 * @param status the status in the API
	 * @param until when it ends, in milliseconds since 1970
	 */
	public record HoldState(String id, String slot, String status, long until, List<String> seats) {
	}

}
