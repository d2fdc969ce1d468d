package com.ticketly.limit;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that callers are limited by credentials, and by address if they have none. Each
 * test has addresses of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitTests {

	private static final String FROM = "X-Forwarded-For";

	private static final String SLOTS = "/v1/slots?limit=1";

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.limits.requests-per-address=6", "--ticketly.limits.requests-per-operator=40",
				"--ticketly.limits.seats-per-address=10", "--ticketly.limits.seats-per-operator=20")
		.start();

	private final String slot = schedule("Skyfall", 1000);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private String schedule(String name, int capacity) {
		String slot = this.ticketly.schedule(name, capacity);
		// Operators of other tests get all of their requests.
		this.clock.advance(Duration.ofMinutes(1));
		return slot;
	}

	private ApiResponse get(String address) {
		return this.ticketly.get(SLOTS, FROM, address);
	}

	private List<Integer> get(String address, int times) {
		return IntStream.range(0, times).mapToObj((_) -> get(address).status()).toList();
	}

	private ApiResponse post(String path, String slot, int tickets, String... headers) {
		return this.ticketly.post(path, """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":%d}""".formatted(slot, tickets),
				headers);
	}

	private ApiResponse book(String address, String slot, int tickets) {
		return post("/v1/tickets", slot, tickets, FROM, address);
	}

	private static void assertThatSeatsAreRefused(ApiResponse answer, int retryAfter) {
		assertThat(answer.status()).isEqualTo(429);
		assertThat(answer.problem()).isEqualTo("quota-exceeded");
		assertThat(answer.json().get("limit").asString()).isEqualTo("seats");
		assertThat(answer.header("Retry-After")).isEqualTo(Integer.toString(retryAfter));
	}

	@Test
	void limitsTheRequestsOfAnAddress() {
		assertThat(get("198.51.100.1", 6)).containsOnly(200);

		ApiResponse refused = get("198.51.100.1");

		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(refused.problem()).isEqualTo("quota-exceeded");
		assertThat(refused.json().get("limit").asString()).isEqualTo("requests");
		assertThat(refused.json().get("instance").asString()).isEqualTo("/v1/slots");
		assertThat(refused.header("Retry-After")).isEqualTo("10");
		assertThat(get("198.51.100.2").status()).isEqualTo(200);
		this.clock.advance(Duration.ofMillis(9_001));
		assertThat(get("198.51.100.1").header("Retry-After")).isEqualTo("1");
		this.clock.advance(Duration.ofMillis(999));
		assertThat(get("198.51.100.1", 2)).containsExactly(200, 429);
		this.clock.advance(Duration.ofHours(1));
		assertThat(get("198.51.100.1", 7)).endsWith(200, 429).startsWith(200, 200, 200, 200, 200);
	}

	@Test
	void tellsWhatIsLeft() {
		ApiResponse listed = get("198.51.100.3");
		ApiResponse booked = book("198.51.100.3", this.slot, 4);
		ApiResponse refused = book("198.51.100.3", this.slot, 7);

		assertThat(listed.header("RateLimit-Policy")).isEqualTo("\"requests\";q=6;w=60");
		assertThat(listed.header("RateLimit")).isEqualTo("\"requests\";r=5;t=10");
		assertThat(booked.header("RateLimit-Policy")).isEqualTo("\"requests\";q=6;w=60, \"seats\";q=10;w=300");
		assertThat(booked.header("RateLimit")).isEqualTo("\"requests\";r=4;t=20, \"seats\";r=6;t=120");
		assertThatSeatsAreRefused(refused, 30);
		assertThat(refused.header("RateLimit")).isEqualTo("\"requests\";r=3;t=30, \"seats\";r=6;t=120");
		get("198.51.100.3", 3);
		assertThat(get("198.51.100.3").header("RateLimit")).isEqualTo("\"requests\";r=0;t=60");
	}

	@Test
	void limitsAnIpv6Network() {
		assertThat(IntStream.rangeClosed(1, 7).mapToObj((i) -> get("2001:db8::" + i).status())).containsExactly(200,
				200, 200, 200, 200, 200, 429);

		assertThat(get("2001:db8:0:0:ffff::1").status()).isEqualTo(429);
		assertThat(get("2001:db8:0:1::1").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "198.51.100.7, 198.51.100.7", "2001:db8:1:2:3:4:5:6, 20010db800010002", "::1, 0000000000000000",
			"::ffff:198.51.100.7, 198.51.100.7", "fe80::1%1, fe80000000000000", "unknown, unknown",
			"198.51.100.7:80, 198.51.100.7:80" })
	void findsTheNetworkOfAnAddress(String address, String network) {
		assertThat(ClientNetwork.of(address)).isEqualTo(network);
	}

	/**
	 * The last address is the one that the proxy has added.
	 */
	@Test
	void ignoresAddressesThatClientsInvent() {
		assertThat(IntStream.range(0, 7).mapToObj((i) -> get("203.0.113." + i + ", 198.51.100.4").status()))
			.endsWith(200, 429);
		try (TicketlyInstance direct = TicketlyInstance.builder()
			.with(this.clock)
			.with("--server.tomcat.remoteip.internal-proxies=10.1.2.3/32", "--ticketly.limits.requests-per-address=6")
			.start()) {
			assertThat(IntStream.range(0, 7).mapToObj((i) -> direct.get(SLOTS, FROM, "203.0.113." + i).status()))
				.endsWith(200, 429);
		}
	}

	@Test
	void limitsTheRequestsOfAKeyAtAllAddresses() {
		this.clock.advance(Duration.ofMinutes(1));
		String key = "Bearer " + this.ticketly.postAsOperator("/v1/keys", """
				{"name":"Box office","scopes":["tickets:read"]}""").json().get("key").asString();
		get("198.51.100.5", 7);

		assertThat(IntStream.range(0, 40)
			.mapToObj((_) -> this.ticketly.get(SLOTS, FROM, "198.51.100.5", "Authorization", key).status()))
			.containsOnly(200);

		ApiResponse refused = this.ticketly.get(SLOTS, FROM, "198.51.100.6", "Authorization", key);
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=40;w=60");
		assertThat(this.ticketly.getAsOperator(SLOTS, FROM, "198.51.100.5").status()).isEqualTo(200);
		assertThat(get("198.51.100.6").status()).isEqualTo(200);
	}

	@Test
	void doesNotLimitHealthMetricsAndPages() {
		for (String path : List.of("/livez", "/readyz", "/actuator/health", "/v3/api-docs", "/", "/docs", "/nothing")) {
			for (int i = 0; i < 7; i++) {
				ApiResponse answer = this.ticketly.get(path, FROM, "198.51.100.8");
				assertThat(answer.status()).isNotEqualTo(429);
				assertThat(answer.header("RateLimit")).isEmpty();
			}
		}

		assertThat(get("198.51.100.8").header("RateLimit")).isEqualTo("\"requests\";r=5;t=10");
	}

	@Test
	void refusesARequestBeforeItsBodyIsRead() {
		get("198.51.100.9", 6);
		int seats = this.ticketly.availTickets(this.slot);
		double counted = exceeded("requests");

		assertThat(this.ticketly.post("/v1/tickets", "{", FROM, "198.51.100.9").status()).isEqualTo(429);
		assertThat(book("198.51.100.9", this.slot, 1).status()).isEqualTo(429);

		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.ticketly.availTickets(this.slot)).isEqualTo(seats);
		assertThat(exceeded("requests")).isEqualTo(counted + 2);
	}

	private double exceeded(String limit) {
		return this.ticketly.metric("ticketly_limits_exceeded_total{caller=\"address\",limit=\"" + limit + "\"}");
	}

	@Test
	void countsTheSeatsOfAllOperationsThatTakeSome() {
		String next = schedule("Spectre", 20);
		String ticket = book("198.51.100.10", this.slot, 3).json().get(0).get("ticketId").asString();
		assertThat(post("/v1/holds", this.slot, 4, FROM, "198.51.100.10").status()).isEqualTo(201);
		assertThat(this.ticketly.post("/bookTicket", """
				{"userName":"Ann","userPhoneNumber":"9653864514","movieName":"Spectre",
				"movieStartTime":"2030-11-01 12:22","numTickets":2}""", FROM, "198.51.100.10").status()).isEqualTo(200);
		assertThat(this.ticketly
			.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(next), FROM, "198.51.100.10")
			.header("RateLimit")).endsWith("\"seats\";r=0;t=300");
		int seats = this.ticketly.availTickets(this.slot);
		this.clock.advance(Duration.ofSeconds(20));
		double counted = exceeded("seats");

		assertThatSeatsAreRefused(post("/v1/holds", this.slot, 1, FROM, "198.51.100.10"), 10);
		assertThatSeatsAreRefused(book("198.51.100.10", this.slot, 1), 10);

		assertThat(this.ticketly.availTickets(this.slot)).isEqualTo(seats);
		assertThat(exceeded("seats")).isEqualTo(counted + 2);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(book("198.51.100.10", this.slot, 1).status()).isEqualTo(201);
		assertThat(book("198.51.100.11", this.slot, 10).status()).isEqualTo(201);
	}

	@Test
	void limitsTheSeatsOfOperatorsSeparately() {
		String address = "198.51.100.12";
		assertThat(book(address, this.slot, 10).status()).isEqualTo(201);

		List<ApiResponse> answers = Stream
			.generate(() -> post("/v1/tickets", this.slot, 10, FROM, address, "Authorization",
					TicketlyInstance.OPERATOR_AUTHORIZATION))
			.limit(3)
			.toList();

		assertThat(answers).extracting(ApiResponse::status).containsExactly(201, 201, 429);
	}

	@Test
	void givesBackTheSeatsThatARequestDoesNotGet() {
		String full = schedule("Goldfinger", 5);
		String address = "198.51.100.13";
		assertThat(book(address, full, 6).header("RateLimit")).endsWith("\"seats\";r=10;t=0");
		assertThat(book(address, full, 5).header("RateLimit")).endsWith("\"seats\";r=5;t=150");

		assertThat(post("/v1/holds", full, 5, FROM, address).problem()).isEqualTo("sold-out");
		assertThat(book(address, "SLT01K00000000000000000000000", 5).problem()).isEqualTo("slot-not-found");
		assertThat(book(address, this.slot, 5).status()).isEqualTo(201);
		assertThatSeatsAreRefused(book(address, this.slot, 1), 30);
	}

	@Test
	void doesNotTakeSeatsForInvalidRequests() {
		assertThat(book("198.51.100.14", this.slot, 11).status()).isEqualTo(400);

		assertThat(book("198.51.100.14", "x", 10).problem()).isEqualTo("slot-not-found");
		assertThat(book("198.51.100.14", this.slot, 10).status()).isEqualTo(201);
	}

	@Test
	void limitsConcurrentRequests() {
		String address = "2001:db8:a::1";

		List<ApiResponse> answers = Concurrently.call(20, (_) -> get(address));

		assertThat(answers.stream().filter((answer) -> answer.status() == 200)).hasSize(6);
	}

	/**
	 * Five counters sell two to four tickets every twenty seconds for ten minutes.
	 */
	@Test
	void letsABoxOfficeSellBehindOneAddress() {
		TestClock clock = TestClock.at("2030-10-01T00:00:00Z");
		try (TicketlyInstance usual = TicketlyInstance.builder().with(clock).withDefaultLimits().start()) {
			String arena = usual.schedule("Arena", 1000);
			for (int round = 0; round < 30; round++) {
				for (int counter = 0; counter < 5; counter++) {
					assertThat(usual.get("/v1/slots/" + arena).status()).isEqualTo(200);
					assertThat(usual.get("/v1/slots/" + arena + "/seats").status()).isEqualTo(200);
					assertThat(usual.book(arena, "Ann", 2 + counter % 3).status()).isEqualTo(201);
				}
				clock.advance(Duration.ofSeconds(20));
			}
		}
	}

	@Test
	void keepsOneAddressFromHoldingAHouse() {
		try (TicketlyInstance usual = TicketlyInstance.builder()
			.with(TestClock.at("2030-10-01T00:00:00Z"))
			.withDefaultLimits()
			.start()) {
			String arena = usual.schedule("Arena", 1000);

			List<ApiResponse> answers = Concurrently.call(100, (i) -> usual.post("/v1/holds", """
					{"userName":"Ann","phoneNumber":"96538645%02d","slotId":"%s","numTickets":10}""".formatted(i,
					arena)));

			assertThat(answers).extracting(ApiResponse::status).containsOnly(201, 429);
			assertThat(usual.availTickets(arena)).isEqualTo(700);
		}
	}

	@Test
	void limitsNothingIfTurnedOff() {
		try (TicketlyInstance unlimited = TicketlyInstance.builder()
			.with(this.clock)
			.with("--ticketly.limits.requests-per-address=0", "--ticketly.limits.seats-per-address=0")
			.start()) {
			ApiResponse booked = unlimited.book(unlimited.schedule("Skyfall", 20), "Ann", 10);

			assertThat(booked.status()).isEqualTo(201);
			assertThat(booked.response().headers().map()).doesNotContainKeys("ratelimit", "ratelimit-policy");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 9 })
	void refusesALimitThatSomeBookingsExceed(int seats) {
		Duration minute = Duration.ofMinutes(1);

		assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties(1, 1, minute, seats, 0, minute))
			.withMessage("ticketly.limits.seats-per-address must be 0 or at least 10");
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties(1, 1, minute, 0, seats, minute))
			.withMessage("ticketly.limits.seats-per-operator must be 0 or at least 10");
	}

}
