package com.ticketly.booking;

/**
 * Carries a rejection to the API.
 */
public final class RejectedException extends RuntimeException {

	private final transient Rejection rejection;

	/**
	 * Creates the exception, without a stack trace because refusing is normal.
	 */
	public RejectedException(Rejection rejection) {
		super(rejection.toString(), null, false, false);
		this.rejection = rejection;
	}

	/**
	 * Returns why the request was refused.
	 */
	public Rejection rejection() {
		return this.rejection;
	}

}
