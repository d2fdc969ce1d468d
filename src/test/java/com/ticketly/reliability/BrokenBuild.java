package com.ticketly.reliability;

import java.util.Collections;
import java.util.Set;

import com.ticketly.reliability.check.Violation.Rule;

/**
 * A fault that is built into the service on purpose, to prove that the checks notice it.
 * The service does not contain it: it is added around the service.
 */
enum BrokenBuild {

	/**
	 * The service as it is.
	 */
	NONE,

	/**
	 * No write has a condition on the version.
	 */
	NO_VERSION_CONDITION(Rule.SOLD_ONCE),

	/**
	 * A transaction without an answer counts as written: that of a booking, or that of
	 * its customer, so that the booking is for nobody.
	 */
	GUESSES_AFTER_TIMEOUT(Rule.ACKNOWLEDGED_IS_THERE, Rule.DONE_ONCE),

	/**
	 * A ticket that is canceled again frees its seat again.
	 */
	RELEASES_TWICE(Rule.SOLD_ONCE, Rule.TABLES_AGREE),

	/**
	 * An instance does not notice that a command was handed over before.
	 */
	COMMITS_HANDED_OVER_TWICE(Rule.DONE_ONCE, Rule.REFUSED_LEFT_NOTHING, Rule.UNANSWERED_IS_UNDONE),

	/**
	 * An instance trusts that it owns a section, and writes it without a condition.
	 */
	STALE_OWNER_SKIPS_CONDITION(Rule.SOLD_ONCE),

	/**
	 * The record of an idempotency key is written after the transaction.
	 */
	RECORD_OUTSIDE_TRANSACTION(Rule.DONE_ONCE, Rule.KEY_TELLS),

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

	private final Set<Rule> broken;

	BrokenBuild(Rule... broken) {
		this.broken = Set.of(broken);
	}

	/**
	 * Returns whether violations of some rules are what it causes.
	 */
	boolean explains(Set<Rule> violated) {
		return !Collections.disjoint(this.broken, violated);
	}

	static void activate(BrokenBuild build) {
		active = build;
	}

	boolean isActive() {
		return active == this;
	}

}
