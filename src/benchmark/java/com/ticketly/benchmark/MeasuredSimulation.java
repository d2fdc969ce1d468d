package com.ticketly.benchmark;

import java.util.List;
import java.util.Objects;
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
 * What all simulations share: users who do the same again and again, at first to warm up,
 * then in a window. What does nothing for the measurement is off, because Gatling shares
 * the processors with what it measures.
 */
abstract class MeasuredSimulation extends Simulation {

	/**
	 * Where a user keeps the way to the last ticket.
	 */
	static final String TICKET = "ticket";

	final Timing timing = new Timing();

	final Stopwatch stopwatch = new Stopwatch(this.timing);

	/**
	 * Sets up what users do.
	 * @param first what each does once
	 * @param work what each repeats, as requests whose names begin with a prefix
	 */
	final void repeat(ChainBuilder first, Function<String, ChainBuilder> work) {
		setUp(scenario(getClass().getSimpleName()).exec(first)
			.exec(asLongAs((session) -> this.timing.isWarmingUp()).on(work.apply("warm-up: ")),
					asLongAs((session) -> this.timing.isMeasured()).on(work.apply("")))
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
	 * Books as any customer.
	 */
	final ChainBuilder book(String prefix, Dealer dealer) {
		return this.stopwatch.time(prefix + Stopwatch.BOOK, order(prefix, dealer));
	}

	/**
	 * Books as any customer and keeps the ticket.
	 */
	final ChainBuilder bookAndKeep(String prefix, Dealer dealer) {
		return this.stopwatch.time(prefix + Stopwatch.BOOK,
				order(prefix, dealer).check(header("Location").optional().saveAs(TICKET)));
	}

	private static HttpRequestActionBuilder order(String prefix, Dealer dealer) {
		return http(prefix + Stopwatch.BOOK).post("/v1/tickets").body(StringBody((session) -> {
			int tickets = Customers.tickets();
			return Customers.order(Customers.any(), dealer.slotFor(tickets), tickets);
		})).check(status().in(201, 409));
	}

	final ChainBuilder get(String name, Function<Session, String> path) {
		return this.stopwatch.time(name, http(name).get(path::apply).check(status().is(200)));
	}

	static String ticket(Session session) {
		return kept(session, TICKET);
	}

	static String kept(Session session, String name) {
		return Objects.requireNonNull(session.getString(name));
	}

	static <T> T any(List<T> all) {
		return all.get(ThreadLocalRandom.current().nextInt(all.size()));
	}

	static ChainBuilder nothing() {
		return exec((session) -> session);
	}

	@Override
	public final void before() {
		this.timing.begin();
	}

	@Override
	public void after() {
		System.out.println(Load.RESULT + JsonMapper.shared().writeValueAsString(this.stopwatch.times()));
	}

}
