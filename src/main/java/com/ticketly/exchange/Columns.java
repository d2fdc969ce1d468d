package com.ticketly.exchange;

import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of slots in files. They have the names of the fields in JSON.
 */
final class Columns {

	static final String EXTERNAL_ID = "externalId";

	static final String DESCRIPTION = "slotDescription";

	static final String HALL = "hallId";

	/**
	 * The column of the seating plan, which is a JSON object.
	 */
	static final String SEATING_PLAN = "seatingPlan";

	static final String SALE = "sale";

	/**
	 * The prefix of the columns for the fields of an object.
	 */
	static final String OBJECT = SALE + ".";

	/**
	 * The column of prices, which is a JSON object.
	 */
	static final String PRICES = OBJECT + "prices";

	/**
	 * The columns that an import needs.
	 */
	static final List<String> REQUIRED = List.of(EXTERNAL_ID, "slotName", DESCRIPTION, "startTime", "endTime",
			"slotType", "genre");

	/**
	 * The columns that an import ignores.
	 */
	static final List<String> READ_ONLY = List.of("slotId", "slotStatus", "availTickets");

	/**
	 * All columns.
	 */
	static final List<String> SLOT = Stream.of(REQUIRED,
			List.of("capacity", HALL, SEATING_PLAN, "allowOverlap", "sale.salesFrom", "sale.salesFromMinutesBefore",
					"sale.salesUntil", "sale.salesUntilMinutesBefore", "sale.presaleFrom",
					"sale.presaleFromMinutesBefore", "sale.presaleCode", "sale.maxTicketsPerPhone",
					"sale.avoidSingleSeats", PRICES),
			READ_ONLY)
		.flatMap(List::stream)
		.toList();

	private Columns() {
	}

}
