package com.ticketly.exchange;

import tools.jackson.databind.node.ObjectNode;

/**
 * A row of slots to import.
 *
 * @param line the number of its first line, from 1
 * @param fields its other fields
 * @param texts whether all values are texts
 */
record ImportRow(int line, String externalId, ObjectNode fields, boolean texts) {

	/**
	 * Returns the hall of the slot as it was given, empty if there is none.
	 */
	String hall() {
		return this.fields.path(Columns.HALL).asString("");
	}

}
