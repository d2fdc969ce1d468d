package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.HoldId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProlongedHoldTests {

	private static final Instant START = Instant.parse("2030-10-01T00:00:00Z");

	private final TestClock clock = TestClock.at(START.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	@BeforeEach
	void begin() {
		this.clock.moveTo(START);
	}

	private ApiResponse hold(String slot, String seats) {
		return this.ticketly.post("/v1/holds", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s",%s}""".formatted(slot, seats));
	}

	private String held(String slot, int tickets) {
		return hold(slot, "\"numTickets\":" + tickets).json().get("holdId").asString();
	}

	private static ApiResponse prolong(TicketlyInstance instance, String hold) {
		return instance.post("/v1/holds/" + hold + "/prolong");
	}

	private static ApiResponse prolong(TicketlyInstance instance, String hold, String key) {
		return instance.send(instance.request("/v1/holds/" + hold + "/prolong", "Idempotency-Key", key)
			.POST(BodyPublishers.noBody()));
	}

	private ApiResponse get(String hold) {
		return this.ticketly.get("/v1/holds/" + hold);
	}

	private String status(String hold) {
		return get(hold).json().get("holdStatus").asString();
	}

	private static Instant end(ApiResponse hold) {
		return Instant.parse(hold.json().get("expiresAt").asString());
	}

	private @Nullable Long purgeAt(String hold) {
		return this.ticketly.bean(TicketLookup.class)
			.hold(HoldId.parse(hold).orElseThrow())
			.orElseThrow()
			.booking()
			.purgeAt();
	}

	@Test
	void lastsAsLongAsANewOne() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		ApiResponse made = hold(slot, "\"numTickets\":3");
		String hold = made.json().get("holdId").asString();
		assertThat(made.json().get("prolonged").asBoolean()).isFalse();
		this.clock.moveTo(START.plusMillis(200_001));

		ApiResponse prolonged = prolong(this.other, hold);

		assertThat(prolonged.status()).isEqualTo(200);
		assertThat(end(prolonged)).isEqualTo(START.plusSeconds(501));
		assertThat(prolonged.json().get("prolonged").asBoolean()).isTrue();
		assertThat(prolonged.json().get("holdStatus").asString()).isEqualTo("Held");
		assertThat(prolonged.json().get("seats")).isEqualTo(made.json().get("seats"));
		assertThat(get(hold).json()).isEqualTo(prolonged.json());
		assertThat(purgeAt(hold)).isEqualTo(START.plusSeconds(501).plus(Duration.ofDays(1)).getEpochSecond());
		this.clock.moveTo(START.plusSeconds(500));
		assertThat(status(hold)).isEqualTo("Held");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(17);
		this.clock.moveTo(START.plusSeconds(501));
		assertThat(status(hold)).isEqualTo("Expired");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(20);
	}

	@Test
	void keepsItsSeatsAfterTheEarlierEnd() {
		String slot = this.ticketly.schedule("Skyfall", 4);
		String hold = held(slot, 2);
		String ended = held(slot, 1);
		this.clock.moveTo(START.plusSeconds(100));
		prolong(this.other, hold);
		this.clock.moveTo(START.plusSeconds(300));

		// Both instances write the section, and remove the holds that have ended.
		assertThat(this.ticketly.book(slot, "Ben", 1).status()).isEqualTo(201);
		assertThat(this.other.book(slot, "Cid", 1).status()).isEqualTo(201);

		assertThat(status(ended)).isEqualTo("Expired");
		assertThat(this.ticketly.book(slot, "Dan", 1).problem()).isEqualTo("sold-out");
		assertThat(this.other.book(slot, "Dan", 1).problem()).isEqualTo("sold-out");
		assertThat(this.ticketly.get("/v1/slots/" + slot + "/seats").json().at("/sections/0/rows/0/seats").asString())
			.isEqualTo("hhxx");
		ApiResponse confirmed = this.ticketly.post("/v1/holds/" + hold + "/confirm");
		assertThat(confirmed.status()).isEqualTo(201);
		assertThat(ApiResponse.values(confirmed.json(), "seat")).containsExactly("1", "2");
		this.clock.moveTo(START.plusSeconds(1000));
		assertThat(this.other.availTickets(slot)).isZero();
	}

	@Test
	void isReleasedAfterTheEarlierEnd() {
		String slot = this.ticketly.schedule("Skyfall", 2);
		String hold = held(slot, 2);
		this.clock.moveTo(START.plusSeconds(299));
		prolong(this.ticketly, hold);
		this.clock.moveTo(START.plusSeconds(301));

		assertThat(this.other.delete("/v1/holds/" + hold).status()).isEqualTo(204);

		assertThat(status(hold)).isEqualTo("Released");
		assertThat(this.ticketly.book(slot, "Ben", 2).status()).isEqualTo(201);
	}

	@Test
	void cannotBeProlongedAgain() {
		String hold = held(this.ticketly.schedule("Skyfall", 20), 1);
		assertThat(prolong(this.ticketly, hold).status()).isEqualTo(200);

		for (TicketlyInstance instance : List.of(this.ticketly, this.other)) {
			ApiResponse again = prolong(instance, hold);
			assertThat(again.status()).isEqualTo(409);
			assertThat(again.problem()).isEqualTo("hold-already-prolonged");
			assertThat(again.json().get("holdId").asString()).isEqualTo(hold);
			assertThat(end(again)).isEqualTo(START.plusSeconds(300));
		}
		this.clock.moveTo(START.plusSeconds(299));
		assertThat(prolong(this.other, hold, UUID.randomUUID().toString()).problem())
			.isEqualTo("hold-already-prolonged");
		assertThat(end(get(hold))).isEqualTo(START.plusSeconds(300));
	}

	@Test
	void isTheAnswerToARepeatedRequestWithAKey() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, 1);
		String another = held(slot, 1);
		String key = UUID.randomUUID().toString();
		this.clock.moveTo(START.plusSeconds(100));
		ApiResponse first = prolong(this.ticketly, hold, key);
		this.clock.moveTo(START.plusSeconds(200));

		List<ApiResponse> repeated = List.of(prolong(this.ticketly, hold, key), prolong(this.other, hold, key));

		assertThat(first.status()).isEqualTo(200);
		assertThat(repeated).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json()).isEqualTo(first.json());
		});
		assertThat(prolong(this.other, another, key).problem()).isEqualTo("key-reused");
		assertThat(get(another).json().get("prolonged").asBoolean()).isFalse();
		this.ticketly.post("/v1/holds/" + hold + "/confirm");
		assertThat(prolong(this.other, hold, key).json().get("holdStatus").asString()).isEqualTo("Confirmed");
	}

	@Test
	void isProlongedOnceByConcurrentRequests() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		for (int i = 0; i < 4; i++) {
			String hold = held(slot, 1);
			String key = UUID.randomUUID().toString();
			List<ApiResponse> answers = Concurrently.call(8,
					(j) -> (j < 4) ? prolong((j % 2 == 0) ? this.ticketly : this.other, hold)
							: prolong((j % 2 == 0) ? this.ticketly : this.other, hold, key));

			List<ApiResponse> withKey = answers.subList(4, 8);
			List<ApiResponse> withoutKey = answers.subList(0, 4);
			assertThat(withKey).extracting(ApiResponse::status).containsOnly(withKey.getFirst().status());
			assertThat(withoutKey).filteredOn((answer) -> answer.status() == 200)
				.hasSize((withKey.getFirst().status() == 200) ? 0 : 1);
			assertThat(answers).filteredOn((answer) -> answer.status() != 200)
				.allMatch((answer) -> answer.problem().equals("hold-already-prolonged"));
		}
	}

	@Test
	void isNotProlongedAfterItHasEnded() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String expired = held(slot, 1);
		String released = held(slot, 1);
		String confirmed = held(slot, 1);
		this.other.delete("/v1/holds/" + released);
		this.other.post("/v1/holds/" + confirmed + "/confirm");
		this.clock.moveTo(START.plusSeconds(300));

		assertThat(List.of(expired, released, confirmed)).allSatisfy((hold) -> {
			assertThat(prolong(this.ticketly, hold).status()).isEqualTo(409);
			assertThat(prolong(this.ticketly, hold).problem()).isEqualTo("hold-ended");
			assertThat(prolong(this.ticketly, hold).json().get("holdStatus").asString()).isEqualTo(status(hold));
		});
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void isNotProlongedAfterItsSlotIsCanceled() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String hold = held(slot, 2);

		this.other.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(prolong(this.ticketly, hold).problem()).isEqualTo("slot-canceled");
	}

	@Test
	void isNotProlongedAfterItsSlotHasEnded() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.clock.moveTo(Instant.parse("2030-11-01T15:20:00Z"));
		String hold = held(slot, 2);

		this.clock.moveTo(Instant.parse("2030-11-01T15:22:00Z"));

		assertThat(prolong(this.ticketly, hold).problem()).isEqualTo("sales-closed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HLD", "none", "HLD01JDA3M5Q7R9S1T3V5W7X9Y1Z30001JDC5P7Q9S1T3V5W7X9Y1Z3A5E5F6G7H8" })
	void mustExist(String hold) {
		assertThat(prolong(this.ticketly, hold).problem()).isEqualTo("hold-not-found");
	}

	@Test
	void lastsTheConfiguredTimeEvenIfItWasShorter() {
		ApiResponse hold = hold(this.ticketly.schedule("Skyfall", 20), "\"numTickets\":1,\"holdSeconds\":30");

		assertThat(end(hold)).isEqualTo(START.plusSeconds(30));
		assertThat(end(prolong(this.ticketly, hold.json().get("holdId").asString()))).isEqualTo(START.plusSeconds(300));
	}

	@Test
	void neverEndsEarlierThanBefore() {
		try (TicketlyInstance brief = this.builder.with("--ticketly.holds.lasts=1m").start()) {
			this.builder.with("--ticketly.holds.lasts=5m");
			String hold = held(this.ticketly.schedule("Skyfall", 20), 1);
			this.clock.moveTo(START.plusSeconds(10));

			ApiResponse prolonged = prolong(brief, hold);

			assertThat(end(prolonged)).isEqualTo(START.plusSeconds(300));
			assertThat(prolonged.json().get("prolonged").asBoolean()).isTrue();
		}
	}

	@Test
	void countsForItsCustomerUntilItsNewEnd() {
		String slot = this.ticketly.schedule("Skyfall", 100);
		List<String> holds = List.of(held(slot, 1), held(slot, 1), held(slot, 1), held(slot, 1));
		assertThat(hold(slot, "\"numTickets\":1").problem()).isEqualTo("too-many-holds");
		this.clock.moveTo(START.plusSeconds(200));
		assertThat(prolong(this.other, holds.get(2)).status()).as("at the maximum").isEqualTo(200);

		this.clock.moveTo(START.plusSeconds(300));

		for (int i = 0; i < 3; i++) {
			assertThat(hold(slot, "\"numTickets\":1,\"holdSeconds\":10").status()).isEqualTo(201);
		}
		assertThat(hold(slot, "\"numTickets\":1").problem()).isEqualTo("too-many-holds");
		this.clock.moveTo(START.plusSeconds(500));
		assertThat(hold(slot, "\"numTickets\":1").status()).isEqualTo(201);
	}

	@Test
	void countsItsTicketsUntilItsNewEnd() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=2").start()) {
			this.builder.with("--ticketly.holds.max-tickets=0");
			String slot = limited.schedule("Skyfall", 100);
			String hold = held(slot, 2);
			this.clock.moveTo(START.plusSeconds(200));
			prolong(limited, hold);

			this.clock.moveTo(START.plusSeconds(499));
			assertThat(limited.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");
			this.clock.moveTo(START.plusSeconds(500));
			assertThat(limited.book(slot, "Ann", 2).status()).isEqualTo(201);
		}
	}

}
