package com.ticketly.benchmark;

/**
 * Customers who all want 1 to 4 tickets of the same slot.
 */
public final class OnSaleSimulation extends MeasuredSimulation {

	public OnSaleSimulation() {
		Dealer dealer = Dealer.ofSystem("benchmark.slots");
		repeat(nothing(), (prefix) -> book(prefix, dealer));
	}

}
