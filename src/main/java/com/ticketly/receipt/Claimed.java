package com.ticketly.receipt;

/**
 * What comes of claiming a request.
 */
public sealed interface Claimed {

	/**
	 * It is the caller's to answer.
	 *
	 * @param receipt the receipt, without an answer
	 */
	record Granted(Receipt receipt) implements Claimed {
	}

	/**
	 * It was answered before.
	 *
	 * @param answer what it was answered
	 */
	record Answered(StoredAnswer answer) implements Claimed {
	}

	/**
	 * Another try of it is under way.
	 */
	record Running() implements Claimed {
	}

	/**
	 * The key was used for another request.
	 */
	record Mismatch() implements Claimed {
	}

}
