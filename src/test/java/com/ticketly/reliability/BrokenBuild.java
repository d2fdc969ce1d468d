package com.ticketly.reliability;

import com.ticketly.reliability.check.Violation.Rule;

/**
 * A fault that is built into the service on purpose, to prove that the checks notice it.
 * The service does not contain it: it is added around the service.
 */
enum BrokenBuild {

	/**
	 * The service as it is.
	 */
	NONE(Rule.STATUS_IS_KNOWN),

	/**
	 * No write has a condition on the version.
	 */
	NO_VERSION_CONDITION(Rule.SOLD_ONCE),

	/**
	 * A transaction without an answer counts as written.
	 */
	GUESSES_AFTER_TIMEOUT(Rule.ACKNOWLEDGED_IS_THERE),

	/**
	 * A ticket that is canceled again frees its seat again.
	 */
	RELEASES_TWICE(Rule.SOLD_ONCE),

	/**
	 * An instance does not notice that a command was handed over before.
	 */
	COMMITS_HANDED_OVER_TWICE(Rule.DONE_ONCE),

	/**
	 * An instance trusts that it owns a section, and writes it without a condition.
	 */
	STALE_OWNER_SKIPS_CONDITION(Rule.SOLD_ONCE),

	/**
	 * The record of an idempotency key is written after the transaction.
	 */
	RECORD_OUTSIDE_TRANSACTION(Rule.DONE_ONCE),

	/**
	 * Answers about seats come from a cache.
	 */
	ANSWERS_FROM_CACHE(Rule.ANSWERS_ARE_CURRENT),

	/**
	 * Expiry compares times with the local time of Tokyo.
	 */
	EXPIRES_BY_LOCAL_TIME(Rule.EXPIRES_IN_TIME);

	/**
	 * The build of all instances of this process.
	 */
	private static volatile BrokenBuild active = NONE;

	private final Rule broken;

	BrokenBuild(Rule broken) {
		this.broken = broken;
	}

	/**
	 * Returns the rule that it breaks first of all.
	 */
	Rule broken() {
		return this.broken;
	}

	static void activate(BrokenBuild build) {
		active = build;
	}

	boolean isActive() {
		return active == this;
	}

}
