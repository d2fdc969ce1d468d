package com.ticketly.reliability.check;

/**
 * A request and its answer.
 *
 * @param instance the number of the instance that was asked
 * @param start when it was sent, by {@link System#nanoTime()}
 * @param end when its answer arrived or was lost
 * @param from the time of the instances' clock at the start, in milliseconds since 1970
 * @param to the time of the instances' clock at the end
 */
public record Operation(int instance, long start, long end, long from, long to, Request request, Answer answer) {

	/**
	 * Returns what was requested.
	 */
	public Request.Kind kind() {
		return this.request.kind();
	}

	/**
	 * Returns whether it was acknowledged.
	 */
	public boolean isDone() {
		return this.answer.isDone();
	}

	/**
	 * Returns whether what was requested may have been done.
	 */
	public boolean mayBeDone() {
		return !this.answer.isRefused();
	}

	@Override
	public String toString() {
		return "%s at instance %d: %d %s".formatted(this.request, this.instance, this.answer.status(),
				this.answer.problem());
	}

}
