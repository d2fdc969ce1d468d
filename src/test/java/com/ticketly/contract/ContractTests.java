package com.ticketly.contract;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.contract.Exchange.Expected;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends generated input to every operation of the OpenAPI document, and compares the
 * responses with the document. The same seed generates the same input:
 * {@code -Dcontract.seed=1}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ContractTests {

	private static final long SEED = Long.getLong("contract.seed", 20301101);

	/**
	 * Statuses that input alone cannot cause.
	 */
	private static final Set<String> UNREACHABLE = Set.of("403", "408", "417", "429", "500", "501", "503", "505");

	/**
	 * What needs a thousand keys.
	 */
	private static final List<String> TOO_MANY_KEYS = List.of("POST /v1/keys 409", "POST /v1/door-codes 409",
			"POST /v1/door-codes/redeem 409");

	/**
	 * How many wrong responses a failing test shows.
	 */
	private static final int MAX_SHOWN = 30;

	private static List<ApiOperation> operations = List.of();

	private static List<Exchange> exchanges = List.of();

	@BeforeAll
	static void sendRequests() {
		System.out.println("contract.seed=" + SEED);
		TestClock clock = TestClock.at("2030-01-01T00:00:00Z");
		try (TicketlyInstance ticketly = TicketlyInstance.builder()
			.with(clock)
			.with("--ticketly.exchange.max-size=256KB")
			.start()) {
			ContractRun run = new ContractRun(ticketly, clock, SEED, ticketly.get("/v3/api-docs").json());
			operations = run.operations();
			JqwikSession.run(() -> exchanges = run.run());
		}
	}

	@Test
	void answersAsDocumented() {
		assertNone((exchange) -> !exchange.violations().isEmpty());
	}

	@Test
	void acceptsWhatTheDocumentAllows() {
		assertNone((exchange) -> exchange.expected() == Expected.SUCCESS && exchange.status() >= 400);
	}

	@Test
	void refusesWhatTheDocumentForbids() {
		assertNone((exchange) -> exchange.expected() == Expected.REFUSAL && exchange.status() < 400);
	}

	@Test
	void namesTheFieldThatItRefuses() {
		assertNone((exchange) -> exchange.expected() == Expected.REFUSAL && !exchange.namesField());
	}

	@Test
	void requiresCredentialsWhereDocumented() {
		assertNone((exchange) -> exchange.operation().isProtected() && !exchange.request().signedIn()
				&& exchange.status() != 401);
	}

	@Test
	void reachesEveryDocumentedStatus() {
		Set<String> reached = exchanges.stream()
			.map((exchange) -> exchange.operation() + " " + exchange.status())
			.collect(Collectors.toSet());

		Stream<String> documented = operations.stream()
			.flatMap((operation) -> operation.statuses()
				.stream()
				.filter((status) -> !UNREACHABLE.contains(status))
				// Without parameters and a body there is no field to refuse.
				.filter((status) -> !status.equals("400") || operation.hasInput())
				.map((status) -> operation + " " + status));

		assertThat(documented.filter((status) -> !reached.contains(status)))
			.containsExactlyInAnyOrderElementsOf(TOO_MANY_KEYS);
	}

	@Test
	void succeedsAtEveryOperation() {
		List<ApiOperation> succeeded = exchanges.stream()
			.filter((exchange) -> exchange.status() < 300)
			.map(Exchange::operation)
			.distinct()
			.toList();

		assertThat(succeeded).containsAll(operations);
	}

	private static void assertNone(Predicate<Exchange> wrong) {
		List<Exchange> found = exchanges.stream().filter(wrong).toList();

		assertThat(exchanges).isNotEmpty();
		assertThat(found.stream().limit(MAX_SHOWN))
			.as("%d of %d responses with -Dcontract.seed=%d", found.size(), exchanges.size(), SEED)
			.isEmpty();
	}

}
