package com.ticketly.benchmark;

import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;

/**
 * Customers who look at listings, at the seats of the slot that is on sale, and at their
 * tickets, while every tenth request of theirs books.
 */
public final class BrowseSimulation extends MeasuredSimulation {

	public BrowseSimulation() {
		Dealer dealer = Dealer.ofSystem("benchmark.slots");
		repeat(bookAndKeep("warm-up: ", dealer),
				(prefix) -> randomSwitch().on(percent(10).then(bookAndKeep(prefix, dealer)),
						percent(30).then(get(prefix + "list slots", (session) -> "/v1/slots?limit=20")),
						percent(30).then(
								get(prefix + "look at seats", (session) -> "/v1/slots/" + dealer.current() + "/seats")),
						percent(30).then(get(prefix + "look at a ticket", MeasuredSimulation::ticket))));
	}

}
