package com.ticketly.admission;

import com.ticketly.ticket.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * A scan with what was scanned: a code or the id of a ticket.
 *
 * @param code the text of the code, null if the id of a ticket was given
 * @param ticket the id of the ticket, null if it cannot be one or a code was given
 */
record TicketScan(Scan scan, @Nullable String code, @Nullable TicketId ticket) {

	/**
	 * Returns what was scanned. Scans of the same are decided one after the other.
	 */
	Object scanned() {
		if (this.ticket != null) {
			return this.ticket;
		}
		return (this.code != null) ? this.code : this.scan.id();
	}

}
