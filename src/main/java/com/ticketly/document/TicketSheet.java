package com.ticketly.document;

import org.jspecify.annotations.Nullable;

/**
 * What a document shows of one ticket. It contains neither the customer nor the id of the
 * ticket, which would allow everyone who sees the document to cancel it.
 *
 * @param show the name of the slot
 * @param section the name of the section, null where there is none
 * @param price what it costs, null if it has no price
 * @param status why the ticket is not valid, null if it is
 * @param note what customers should know about the ticket, null for nothing
 * @param code the code, null where there is none
 */
record TicketSheet(String show, String date, String time, @Nullable String section, String seat, @Nullable Price price,
		@Nullable String status, @Nullable String note, @Nullable CodeImage code) {

	/**
	 * What a ticket costs.
	 *
	 * @param amount the amount with its currency
	 * @param category the price category and the concession
	 */
	record Price(String amount, String category) {
	}

}
