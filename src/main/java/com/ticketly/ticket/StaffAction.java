package com.ticketly.ticket;

import java.time.Instant;

/**
 * What the staff of the box office did with a booking.
 *
 * @param at when, in whole milliseconds
 * @param actor who did it: the id of an API key, or the name of an operator
 * @param reason why
 */
public record StaffAction(Instant at, String actor, ActionKind kind, String reason) {

	/**
	 * The maximum number of actions of a booking. They are stored with it, and an item
	 * has 400 KB at most.
	 */
	public static final int MAX_ACTIONS = 100;

	/**
	 * A character that no text of a request contains.
	 */
	private static final String SEPARATOR = "\u001f";

	/**
	 * Reads the text that {@link #text()} returns.
	 */
	static StaffAction parse(String text) {
		String[] parts = text.split(SEPARATOR, 4);
		return new StaffAction(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], ActionKind.valueOf(parts[2]),
				parts[3]);
	}

	/**
	 * Returns whether tickets were given away free of charge.
	 */
	public boolean givesAway() {
		return this.kind == ActionKind.GIVEN;
	}

	/**
	 * Returns this action as a text, as it is stored.
	 */
	String text() {
		return String.join(SEPARATOR, String.valueOf(this.at.toEpochMilli()), this.actor, this.kind.name(),
				this.reason);
	}

	/**
	 * What was done.
	 */
	public enum ActionKind {

		/**
		 * Its tickets were sold.
		 */
		SOLD("Sold"),

		/**
		 * Its tickets were given away free of charge.
		 */
		GIVEN("Given"),

		/**
		 * Tickets were moved to another slot.
		 */
		MOVED("Moved"),

		/**
		 * Tickets were moved to other seats of the slot.
		 */
		RESEATED("Reseated"),

		/**
		 * Tickets were canceled.
		 */
		CANCELED("Canceled"),

		/**
		 * The customer was sent the tickets again.
		 */
		SENT("Sent");

		private final String label;

		ActionKind(String label) {
			this.label = label;
		}

		@Override
		public String toString() {
			return this.label;
		}

	}

}
