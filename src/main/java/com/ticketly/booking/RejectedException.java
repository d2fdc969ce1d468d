package com.ticketly.booking;

/**
 * Carries a rejection to the edge of the service.
 */
public final class RejectedException extends RuntimeException {

	private final transient Rejection rejection;

	RejectedException(Rejection rejection) {
		// Refusing is normal: nobody needs the trace.
		super(rejection.toString(), null, false, false);
		this.rejection = rejection;
	}

	/**
	 * Returns why nothing was done.
	 */
	public Rejection rejection() {
		return this.rejection;
	}

}
