package com.ticketly.slot;

/**
 * Why a slot is not on sale.
 */
public sealed interface SalesRefusal {

	record Canceled(SlotId slot, String reason) implements SalesRefusal {
	}

	record Over(SlotId slot) implements SalesRefusal {
	}

}
