package com.ticketly.benchmark;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import tools.jackson.databind.json.JsonMapper;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * A single customer who books alternately at two services, without other load.
 */
public final class LoneBookingSimulation extends Simulation {

	/**
	 * The number of successive bookings at one service. It is small, so that other
	 * activity on the machine affects both services alike.
	 */
	private static final int BLOCK = 20;

	private final MeasurementWindow window = new MeasurementWindow();

	private final RequestTimer grouped = new RequestTimer(this.window);

	private final RequestTimer single = new RequestTimer(this.window);

	public LoneBookingSimulation() {
		ChainBuilder one = block("group commit", "benchmark.url", this.grouped, "benchmark.slots");
		ChainBuilder other = block("one a transaction", "benchmark.other-url", this.single, "benchmark.other-slots");
		// This order gives both services the same number of first and last turns.
		setUp(scenario("Lone booking")
			.exec(asLongAs((session) -> this.window.isRunning()).on(one.exec(other).exec(other).exec(one)))
			.injectOpen(atOnceUsers(1)))
			.protocols(http.contentTypeHeader("application/json").disableWarmUp().disableCaching());
	}

	private static ChainBuilder block(String name, String url, RequestTimer timer, String slots) {
		SlotSelector selector = SlotSelector.hotSlots(slots);
		return repeat(BLOCK).on(timer.time(RequestTimer.BOOK, http(name).post(System.getProperty(url) + "/v1/tickets")
			.body(StringBody((session) -> Customers.bookingJson(Customers.randomCustomer(), selector.nextSlot(2), 2)))
			.check(status().is(201))));
	}

	@Override
	public void before() {
		this.window.begin();
	}

	@Override
	public void after() {
		System.out.println(LoadGenerator.RESULT + JsonMapper.shared().writeValueAsString(this.grouped.summary()));
		System.out.println(LoadGenerator.RESULT + JsonMapper.shared().writeValueAsString(this.single.summary()));
	}

}
