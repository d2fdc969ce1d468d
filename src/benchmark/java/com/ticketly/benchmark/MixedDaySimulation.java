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
 * Customers of many slots. Of 100 requests, 80 read, 8 book, 5 hold seats, 3 confirm a
 * hold, 2 cancel a ticket and 2 reschedule one. Holds that are not confirmed expire.
 */
public final class MixedDaySimulation extends MeasuredSimulation {

	/**
	 * The session attribute with the path of the last hold.
	 */
	private static final String HOLD = "hold";

	/**
	 * The session attribute that is present unless the last ticket is canceled.
	 */
	private static final String BOOKED = "booked";

	private final List<String> slots = SlotSelector.readSlotIds("benchmark.slots");

	private final SlotSelector selector = SlotSelector.random(this.slots);

	public MixedDaySimulation() {
		configure(bookAndMarkBooked("warm-up: "), (prefix) -> randomSwitch().on(
				percent(20).then(get(prefix + "list slots", (session) -> "/v1/slots?limit=20")),
				percent(20).then(get(prefix + "look at a slot", (session) -> "/v1/slots/" + randomElement(this.slots))),
				percent(20).then(get(prefix + "look at seats",
						(session) -> "/v1/slots/" + randomElement(this.slots) + "/seats")),
				percent(20).then(get(prefix + "look at a ticket", MeasuredSimulation::ticketPath)),
				percent(8).then(bookAndMarkBooked(prefix)), percent(3).then(hold(prefix).exec(confirm(prefix))),
				percent(2).then(hold(prefix)), percent(2).then(cancel(prefix)), percent(2).then(move(prefix))));
	}

	private ChainBuilder bookAndMarkBooked(String prefix) {
		return bookAndKeep(prefix, this.selector).exec((session) -> session.set(BOOKED, true));
	}

	private ChainBuilder hold(String prefix) {
		return exec((session) -> session.remove(HOLD)).exec(this.timer.time(prefix + "hold",
				http(prefix + "hold").post("/v1/holds")
					.body(StringBody((session) -> Customers.bookingJson(Customers.randomCustomer(),
							randomElement(this.slots), Customers.randomTicketCount())))
					.check(status().in(201, 409), header("Location").optional().saveAs(HOLD))));
	}

	private ChainBuilder confirm(String prefix) {
		return doIf((session) -> session.contains(HOLD)).then(this.timer.time(prefix + "confirm",
				http(prefix + "confirm").post((session) -> attribute(session, HOLD) + "/confirm")
					.check(status().is(201))));
	}

	private ChainBuilder cancel(String prefix) {
		return doIf(
				(session) -> session.contains(BOOKED))
			.then(this.timer
				.time(prefix + "cancel",
						http(prefix + "cancel").delete(MeasuredSimulation::ticketPath).check(status().is(200)))
				.exec((session) -> session.remove(BOOKED)));
	}

	private ChainBuilder move(String prefix) {
		return doIf((session) -> session.contains(BOOKED)).then(this.timer.time(prefix + "move",
				http(prefix + "move").post((session) -> ticketPath(session) + "/reschedule")
					.body(StringBody((session) -> "{\"slotId\":\"" + randomElement(this.slots) + "\"}"))
					.check(status().in(201, 409), header("Location").optional().saveAs(TICKET))));
	}

}
