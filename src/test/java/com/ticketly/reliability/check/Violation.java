package com.ticketly.reliability.check;

/**
 * A promise that was not kept.
 */
public record Violation(Rule rule, String text) {

	/**
	 * What must hold.
	 */
	public enum Rule {

		/**
		 * No seat has two live tickets, at any moment.
		 */
		SOLD_ONCE,

		/**
		 * The taken seats of a section, its seats left, and its tickets agree.
		 */
		TABLES_AGREE,

		/**
		 * What was acknowledged is there.
		 */
		ACKNOWLEDGED_IS_THERE,

		/**
		 * What was refused left nothing.
		 */
		REFUSED_LEFT_NOTHING,

		/**
		 * A booking or hold without a key that was answered 503 is undone.
		 */
		UNANSWERED_IS_UNDONE,

		/**
		 * Everything is done wholly or not at all.
		 */
		ALL_OR_NOTHING,

		/**
		 * Nothing is done that nobody asked for, and nothing is done twice.
		 */
		DONE_ONCE,

		/**
		 * The same key always tells the same, and what is stored.
		 */
		KEY_TELLS,

		/**
		 * Each answer lies between what was acknowledged before its request, and what was
		 * begun before it arrived.
		 */
		ANSWERS_ARE_CURRENT,

		/**
		 * Tickets expire neither early nor never.
		 */
		EXPIRES_IN_TIME,

		/**
		 * Every free seat can be sold.
		 */
		FREE_IS_SOLD,

		/**
		 * The service answers with a documented status.
		 */
		STATUS_IS_KNOWN

	}

}
