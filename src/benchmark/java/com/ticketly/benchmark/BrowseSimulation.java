package com.ticketly.benchmark;

import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;

/**
 * Customers of whose requests 10 percent book tickets; the others read, in equal shares,
 * listings, the seats of the slot on sale, and tickets.
 */
public final class BrowseSimulation extends MeasuredSimulation {

	public BrowseSimulation() {
		SlotSelector selector = SlotSelector.hotSlots("benchmark.slots");
		configure(bookAndKeep("warm-up: ", selector),
				(prefix) -> randomSwitch().on(percent(10).then(bookAndKeep(prefix, selector)),
						percent(30).then(get(prefix + "list slots", (session) -> "/v1/slots?limit=20")),
						percent(30).then(get(prefix + "look at seats",
								(session) -> "/v1/slots/" + selector.current() + "/seats")),
						percent(30).then(get(prefix + "look at a ticket", MeasuredSimulation::ticketPath))));
	}

}
