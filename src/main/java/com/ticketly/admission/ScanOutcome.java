package com.ticketly.admission;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What became of a scan.
 */
@Schema(name = "ScanOutcome")
enum ScanOutcome {

	/**
	 * The holder of the ticket is let in.
	 */
	ADMITTED("Admitted"),

	/**
	 * The holder of the ticket has left and may come back.
	 */
	LEFT("Left"),

	/**
	 * An earlier scan of the ticket does not count any more.
	 */
	UNDONE("Undone"),

	/**
	 * Somebody is in with the ticket.
	 */
	ALREADY_IN("AlreadyIn"),

	/**
	 * Nobody is in with the ticket who could leave.
	 */
	NOT_IN("NotIn"),

	/**
	 * A device without a network has not let in the holder of the ticket, which is valid.
	 */
	TURNED_AWAY("TurnedAway"),

	/**
	 * The ticket is canceled, alone, with its slot, or because it was transferred.
	 */
	CANCELED("Canceled"),

	/**
	 * The ticket was moved to another slot.
	 */
	MOVED("Moved"),

	/**
	 * The ticket has expired.
	 */
	EXPIRED("Expired"),

	/**
	 * The ticket is for another slot.
	 */
	OTHER_SLOT("OtherSlot"),

	/**
	 * The doors are not open yet.
	 */
	TOO_EARLY("TooEarly"),

	/**
	 * There is no such ticket, or no scan of it to be undone.
	 */
	UNKNOWN("Unknown"),

	/**
	 * The code was not signed by this service.
	 */
	FORGED("Forged"),

	/**
	 * The ticket was scanned so often that no more scans are stored.
	 */
	TOO_MANY_SCANS("TooManyScans");

	private final String label;

	ScanOutcome(String label) {
		this.label = label;
	}

	/**
	 * Returns whether the scan was accepted.
	 */
	boolean isAccepted() {
		return this == ADMITTED || this == LEFT || this == UNDONE;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
