package com.ticketly.admission;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A scan of a ticket as a device reports it.
 *
 * @param id the id that the device has chosen, unique among the scans of a ticket
 * @param gate where it was made
 * @param scannedAt when it was made, by the clock of the device
 * @param offline whether the device decided without the service
 * @param undoes the id of the scan that it takes back, null unless it is
 * {@link Kind#UNDO}
 * @param reason why the ticket is let in against the rules, null unless it is
 * {@link Kind#OVERRIDE}
 */
record Scan(String id, Kind kind, String gate, Instant scannedAt, boolean offline, @Nullable String undoes,
		@Nullable String reason) {

	/**
	 * What a scan is for.
	 */
	enum Kind {

		/**
		 * To let somebody in.
		 */
		IN,

		/**
		 * To let somebody in whom the rules refuse.
		 */
		OVERRIDE,

		/**
		 * To tell that a device without a network has not let somebody in.
		 */
		TURN_AWAY,

		/**
		 * To let somebody out.
		 */
		OUT,

		/**
		 * To take back an earlier scan.
		 */
		UNDO;

		boolean letsIn() {
			return this == IN || this == OVERRIDE;
		}

	}

}
