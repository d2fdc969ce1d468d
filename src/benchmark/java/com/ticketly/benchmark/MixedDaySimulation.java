package com.ticketly.benchmark;

import java.util.List;

import io.gatling.javaapi.core.ChainBuilder;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Customers of many slots: of 100 requests 80 read, 8 book, 5 hold, 3 confirm a hold, 2
 * cancel and 2 move a ticket. Holds that are not confirmed end by themselves.
 */
public final class MixedDaySimulation extends MeasuredSimulation {

	private static final String HOLD = "hold";

	/**
	 * Set while the last ticket is booked.
	 */
	private static final String BOOKED = "booked";

	private final List<String> slots = Dealer.read("benchmark.slots");

	private final Dealer dealer = Dealer.ofAny(this.slots);

	public MixedDaySimulation() {
		repeat(buy("warm-up: "),
				(prefix) -> randomSwitch().on(
						percent(20).then(get(prefix + "list slots", (session) -> "/v1/slots?limit=20")),
						percent(20).then(get(prefix + "look at a slot", (session) -> "/v1/slots/" + any(this.slots))),
						percent(20).then(
								get(prefix + "look at seats", (session) -> "/v1/slots/" + any(this.slots) + "/seats")),
						percent(20).then(get(prefix + "look at a ticket", MeasuredSimulation::ticket)),
						percent(8).then(buy(prefix)), percent(3).then(hold(prefix).exec(confirm(prefix))),
						percent(2).then(hold(prefix)), percent(2).then(cancel(prefix)), percent(2).then(move(prefix))));
	}

	private ChainBuilder buy(String prefix) {
		return bookAndKeep(prefix, this.dealer).exec((session) -> session.set(BOOKED, true));
	}

	private ChainBuilder hold(String prefix) {
		return exec((session) -> session.remove(HOLD))
			.exec(this.stopwatch.time(prefix + "hold", http(prefix + "hold").post("/v1/holds")
				.body(StringBody((session) -> Customers.order(Customers.any(), any(this.slots), Customers.tickets())))
				.check(status().in(201, 409), header("Location").optional().saveAs(HOLD))));
	}

	private ChainBuilder confirm(String prefix) {
		return doIf((session) -> session.contains(HOLD)).then(this.stopwatch.time(prefix + "confirm",
				http(prefix + "confirm").post((session) -> kept(session, HOLD) + "/confirm").check(status().is(201))));
	}

	private ChainBuilder cancel(String prefix) {
		return doIf((session) -> session.contains(BOOKED)).then(this.stopwatch
			.time(prefix + "cancel", http(prefix + "cancel").delete(MeasuredSimulation::ticket).check(status().is(200)))
			.exec((session) -> session.remove(BOOKED)));
	}

	private ChainBuilder move(String prefix) {
		return doIf((session) -> session.contains(BOOKED)).then(this.stopwatch.time(prefix + "move",
				http(prefix + "move").post((session) -> ticket(session) + "/reschedule")
					.body(StringBody((session) -> "{\"slotId\":\"" + any(this.slots) + "\"}"))
					.check(status().in(201, 409), header("Location").optional().saveAs(TICKET))));
	}

}
