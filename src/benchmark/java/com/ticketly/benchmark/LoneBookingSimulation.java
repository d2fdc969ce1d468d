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
 * One customer and nobody else, who books at two services by turns.
 */
public final class LoneBookingSimulation extends Simulation {

	/**
	 * Short, so that whatever else the machine does meets both alike.
	 */
	private static final int BLOCK = 20;

	private final Timing timing = new Timing();

	private final Stopwatch grouped = new Stopwatch(this.timing);

	private final Stopwatch single = new Stopwatch(this.timing);

	public LoneBookingSimulation() {
		ChainBuilder one = block("group commit", "benchmark.url", this.grouped, "benchmark.slots");
		ChainBuilder other = block("one a transaction", "benchmark.other-url", this.single, "benchmark.other-slots");
		// Each comes first and last as often as the other.
		setUp(scenario("Lone booking")
			.exec(asLongAs((session) -> this.timing.isMeasured()).on(one.exec(other).exec(other).exec(one)))
			.injectOpen(atOnceUsers(1)))
			.protocols(http.contentTypeHeader("application/json").disableWarmUp().disableCaching());
	}

	private static ChainBuilder block(String name, String url, Stopwatch stopwatch, String slots) {
		Dealer dealer = Dealer.ofSystem(slots);
		return repeat(BLOCK).on(stopwatch.time(Stopwatch.BOOK,
				http(name).post(System.getProperty(url) + "/v1/tickets")
					.body(StringBody((session) -> Customers.order(Customers.any(), dealer.slotFor(2), 2)))
					.check(status().is(201))));
	}

	@Override
	public void before() {
		this.timing.begin();
	}

	@Override
	public void after() {
		System.out.println(Load.RESULT + JsonMapper.shared().writeValueAsString(this.grouped.times()));
		System.out.println(Load.RESULT + JsonMapper.shared().writeValueAsString(this.single.times()));
	}

}
