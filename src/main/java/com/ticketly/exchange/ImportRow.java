package com.ticketly.exchange;

import com.ticketly.exchange.SlotLookup.Found;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of slots to import.
 *
 * @param line the number of its first line, from 1
 * @param fields its other fields
 * @param texts whether all values are texts
 * @param found what was stored of it a moment ago, null if that is not known
 */
record ImportRow(int line, String externalId, ObjectNode fields, boolean texts, @Nullable Found found) {

	ImportRow(int line, String externalId, ObjectNode fields, boolean texts) {
		this(line, externalId, fields, texts, null);
	}

	ImportRow with(@Nullable Found found) {
		return new ImportRow(this.line, this.externalId, this.fields, this.texts, found);
	}

	/**
	 * Returns whether it is known that the row has no slot.
	 */
	boolean isNew() {
		return this.found != null && this.found.slot() == null;
	}

	/**
	 * Returns the hall of the slot as it was given, empty if there is none.
	 */
	String hall() {
		return this.fields.path(Columns.HALL).asString("");
	}

}
