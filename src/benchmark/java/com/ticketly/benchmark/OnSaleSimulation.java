package com.ticketly.benchmark;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Customers who all want 1 to 4 tickets of the same slot.
 */
public final class OnSaleSimulation extends Simulation {

	private final Timing timing = new Timing();

	private final Dealer dealer = Dealer.ofSystem("");

	public OnSaleSimulation() {
		setUp(scenario("On-sale")
			.exec(asLongAs((session) -> this.timing.isWarmingUp()).on(book("warm-up: book")),
					asLongAs((session) -> this.timing.isMeasured()).on(book("book")))
			.injectClosed(constantConcurrentUsers(Settings.USERS).during(1))).protocols(protocol());
	}

	static HttpProtocolBuilder protocol() {
		return http.baseUrl(System.getProperty("benchmark.url"))
			.contentTypeHeader("application/json")
			.acceptHeader("application/json")
			.disableWarmUp()
			.disableCaching()
			.disableAutoReferer()
			.disableFollowRedirect();
	}

	private ChainBuilder book(String name) {
		return io.gatling.javaapi.core.CoreDsl.exec(http(name).post("/v1/tickets").body(StringBody((session) -> {
			int tickets = Customers.tickets();
			return Customers.order(Customers.any(), this.dealer.slotFor(tickets), tickets);
		})).check(status().in(201, 409)));
	}

	@Override
	public void before() {
		this.timing.begin();
	}

}
