package com.ticketly.benchmark;

/**
 * Customers who all book 1 to 4 tickets of the same slot.
 */
public final class OnSaleSimulation extends MeasuredSimulation {

	public OnSaleSimulation() {
		SlotSelector selector = SlotSelector.hotSlots("benchmark.slots");
		configure(noAction(), (prefix) -> book(prefix, selector));
	}

}
