package com.ticketly.benchmark;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import tools.jackson.databind.json.JsonMapper;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

/**
 * Base class of simulations in which users repeat the same actions during a warm-up and a
 * measurement window. Gatling shares the processors with the measured processes, so
 * features that the measurement does not need are disabled.
 */
abstract class MeasuredSimulation extends Simulation {

	/**
	 * The session attribute with the path of the last ticket.
	 */
	static final String TICKET = "ticket";

	final MeasurementWindow window = new MeasurementWindow();

	final RequestTimer timer = new RequestTimer(this.window);

	/**
	 * Configures the simulation.
	 * @param first the action that each user performs once
	 * @param work returns the action that each user repeats; given the prefix of its
	 * request names
	 */
	final void configure(ChainBuilder first, Function<String, ChainBuilder> work) {
		setUp(scenario(getClass().getSimpleName()).exec(first)
			.exec(asLongAs((session) -> this.window.isWarmingUp()).on(work.apply("warm-up: ")),
					asLongAs((session) -> this.window.isRunning()).on(work.apply("")))
			.injectClosed(constantConcurrentUsers(Integer.getInteger("benchmark.users", Settings.USERS)).during(1)))
			.protocols(http.baseUrls(List.of(System.getProperty("benchmark.url").split(",")))
				.contentTypeHeader("application/json")
				.acceptHeader("application/json")
				.disableWarmUp()
				.disableCaching()
				.disableAutoReferer()
				.disableFollowRedirect());
	}

	/**
	 * Books tickets as a random customer.
	 */
	final ChainBuilder book(String prefix, SlotSelector selector) {
		return this.timer.time(prefix + RequestTimer.BOOK, bookingRequest(prefix, selector));
	}

	/**
	 * Books tickets as a random customer and stores the path of the first one in the
	 * session.
	 */
	final ChainBuilder bookAndKeep(String prefix, SlotSelector selector) {
		return this.timer.time(prefix + RequestTimer.BOOK,
				bookingRequest(prefix, selector).check(header("Location").optional().saveAs(TICKET)));
	}

	private static HttpRequestActionBuilder bookingRequest(String prefix, SlotSelector selector) {
		HttpRequestActionBuilder request = http(prefix + RequestTimer.BOOK).post("/v1/tickets");
		if (Boolean.getBoolean("benchmark.keys")) {
			request = request.header("Idempotency-Key", (session) -> UUID.randomUUID().toString());
		}
		return request.body(StringBody((session) -> {
			int tickets = Customers.randomTicketCount();
			return Customers.bookingJson(Customers.randomCustomer(), selector.nextSlot(tickets), tickets);
		})).check(status().in(201, 409));
	}

	/**
	 * Sends a GET request.
	 */
	final ChainBuilder get(String name, Function<Session, String> path) {
		return this.timer.time(name, http(name).get(path::apply).check(status().is(200)));
	}

	static String ticketPath(Session session) {
		return attribute(session, TICKET);
	}

	static String attribute(Session session, String name) {
		return Objects.requireNonNull(session.getString(name));
	}

	static <T> T randomElement(List<T> all) {
		return all.get(ThreadLocalRandom.current().nextInt(all.size()));
	}

	static ChainBuilder noAction() {
		return exec((session) -> session);
	}

	@Override
	public final void before() {
		this.window.begin();
	}

	@Override
	public void after() {
		System.out.println(LoadGenerator.RESULT + JsonMapper.shared().writeValueAsString(this.timer.summary()));
	}

}
