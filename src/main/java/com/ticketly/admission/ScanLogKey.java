package com.ticketly.admission;

import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.ticketcode.TicketTag;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * The key of a log of scans in the table of admissions.
 *
 * @param partition the section of the ticket, or the slot for scans of no ticket of it
 * @param name the seat and the tag of the ticket, or the id of the scan
 */
record ScanLogKey(String partition, String name) {

	private static final String NO_SECTION = "#none";

	/**
	 * Returns the key of the log of a ticket.
	 * @param seat the number of its seat within the slot
	 */
	static ScanLogKey of(SectionKey section, int seat, TicketTag tag) {
		return new ScanLogKey(section.toString(), "%05d#%s".formatted(seat, tag.text()));
	}

	/**
	 * Returns the key of the log of a scan of which the slot has no ticket.
	 */
	static ScanLogKey of(SlotId slot, Scan scan) {
		return new ScanLogKey(withoutTicket(slot), scan.id());
	}

	static String withoutTicket(SlotId slot) {
		return slot + NO_SECTION;
	}

	/**
	 * Returns the number of the seat within the slot.
	 * @throws NumberFormatException if the log is not one of a ticket
	 */
	int seat() {
		return Integer.parseInt(this.name.substring(0, this.name.indexOf('#')));
	}

	Key tableKey() {
		return Key.builder().partitionValue(this.partition).sortValue(this.name).build();
	}

}
