package com.ticketly.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import com.ticketly.dynamodb.RequestRecorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTests {

	private static final Instant START = Instant.parse("2030-10-01T00:00:00Z");

	private static final String KEY = "Idempotency-Key";

	private final TestClock clock = TestClock.at(START.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.sales.deadline=3s", "--logging.threshold.console=off");

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

	private static String order(String slot, int tickets) {
		return """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":%d}""".formatted(slot, tickets);
	}

	private static ApiResponse book(TicketlyInstance ticketly, String slot, int tickets, String key) {
		return ticketly.post("/v1/tickets", order(slot, tickets), KEY, key);
	}

	private static String plan(String name, int capacity) {
		return """
				{"slotName":"%s","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","capacity":%d}""".formatted(name, capacity);
	}

	private static String newKey() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Sends a request twice with the same key, to two instances.
	 * @return the response, which is the same
	 */
	private ApiResponse twice(BiFunction<TicketlyInstance, String, ApiResponse> request) {
		String key = newKey();
		ApiResponse first = request.apply(this.ticketly, key);
		ApiResponse second = request.apply(this.other, key);
		assertThat(first.status()).isLessThan(300);
		assertSame(second, first);
		return first;
	}

	private static void assertSame(ApiResponse second, ApiResponse first) {
		assertThat(second.status()).isEqualTo(first.status());
		assertThat(second.response().body()).isEqualTo(first.response().body());
		assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
		assertThat(second.header("Location").replaceFirst(":\\d+", ""))
			.isEqualTo(first.header("Location").replaceFirst(":\\d+", ""));
	}

	@Test
	void acceptsACorrectedRequestWithTheSameKey() {
		String slot = this.ticketly.schedule("Typo", 10);
		String key = newKey();
		String order = "{\"userName\":\"Ann\",\"phoneNumber\":\"9653864514\",\"slotId\":\"%s\",\"seats\":[\"%s\"]}";

		ApiResponse wrong = this.ticketly.post("/v1/tickets", order.formatted(slot, "Z99"), KEY, key);
		ApiResponse right = this.other.post("/v1/tickets", order.formatted(slot, "7"), KEY, key);

		assertThat(wrong.status()).isEqualTo(400);
		assertThat(right.status()).isEqualTo(201);
	}

	@Test
	void booksOnceAndReturnsTheSameTickets() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse booked = twice((instance, key) -> book(instance, slot, 3, key));

		assertThat(booked.status()).isEqualTo(201);
		assertThat(booked.header("Location")).endsWith(booked.json().get(0).get("ticketId").asString());
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(17);
		assertThat(book(this.ticketly, slot, 3, newKey()).response().body()).isNotEqualTo(booked.response().body());
	}

	@Test
	void answersLikeARequestWithoutAKey() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		ApiResponse with = book(this.ticketly, slot, 1, newKey());
		ApiResponse without = this.ticketly.post("/v1/tickets", order(slot, 1));

		assertThat(with.status()).isEqualTo(without.status());
		assertThat(with.header("Content-Type")).isEqualTo(without.header("Content-Type"));
		assertThat(with.json().get(0).propertyNames()).isEqualTo(without.json().get(0).propertyNames());
		ApiResponse refusedWith = book(this.ticketly, slot, 10, newKey());
		book(this.ticketly, slot, 9, newKey());
		refusedWith = book(this.ticketly, slot, 10, newKey());
		ApiResponse refusedWithout = this.ticketly.post("/v1/tickets", order(slot, 10));
		assertThat(refusedWith.status()).isEqualTo(409);
		assertThat(refusedWith.header("Content-Type")).isEqualTo(refusedWithout.header("Content-Type"));
		assertThat(refusedWith.json().propertyNames()).isEqualTo(refusedWithout.json().propertyNames());
		assertThat(refusedWith.json().get("instance")).isEqualTo(refusedWithout.json().get("instance"));
	}

	@Test
	void holdsOnceConfirmsOnceAndReleasesOnce() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		String hold = twice((instance, key) -> instance.post("/v1/holds", order(slot, 2), KEY, key)).json()
			.get("holdId")
			.asString();
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
		twice((instance, key) -> instance.post("/v1/holds/" + hold + "/confirm", "", KEY, key));
		String released = this.ticketly.post("/v1/holds", order(slot, 3)).json().get("holdId").asString();
		ApiResponse gone = twice((instance, key) -> instance.delete("/v1/holds/" + released, KEY, key));

		assertThat(gone.status()).isEqualTo(204);
		assertThat(gone.response().body()).isEmpty();
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
	}

	@Test
	void movesOnceTransfersOnceAndCancelsOnce() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String target = this.ticketly.schedule("Spectre", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		String moved = twice((instance, key) -> instance.post("/v1/tickets/" + ticket + "/reschedule",
				"{\"slotId\":\"%s\"}".formatted(target), KEY, key))
			.json()
			.get("ticketId")
			.asString();
		assertThat(this.ticketly.availTickets(target)).isEqualTo(19);
		ApiResponse transferred = twice((instance, key) -> instance.post("/v1/tickets/" + moved + "/transfer",
				"{\"userName\":\"Eve\",\"phoneNumber\":\"9653864514\"}", KEY, key));
		assertThat(transferred.status()).isEqualTo(201);
		assertThat(this.ticketly.availTickets(target)).isEqualTo(19);
		String ofEve = transferred.json().get("ticketId").asString();
		ApiResponse canceled = twice((instance, key) -> instance.delete("/v1/tickets/" + ofEve, KEY, key));

		assertThat(canceled.json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(this.ticketly.availTickets(target)).isEqualTo(20);
	}

	@Test
	void schedulesOnceHoweverManySectionsThereAre() {
		ApiResponse scheduled = twice(
				(instance, key) -> instance.postAsOperator("/v1/slots", plan("Arena", 49_500), KEY, key));

		assertThat(scheduled.json().get("availTickets").asInt()).isEqualTo(49_500);
		assertThat(this.ticketly.availTickets(scheduled.json().get("slotId").asString())).isEqualTo(49_500);
		assertThat(this.ticketly.get("/v1/slots?name=Arena").json().get("items")).hasSize(1);
	}

	@Test
	void blocksOnceEvenIfTheSeatsAreBackOnSale() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String seats = "{\"seats\":[\"1\",\"2\"]}";
		String key = newKey();

		ApiResponse blocked = this.ticketly.postAsOperator("/v1/slots/" + slot + "/seats/block", seats, KEY, key);
		ApiResponse unblocked = twice(
				(instance, k) -> instance.postAsOperator("/v1/slots/" + slot + "/seats/unblock", seats, KEY, k));
		ApiResponse repeated = this.other.postAsOperator("/v1/slots/" + slot + "/seats/block", seats, KEY, key);

		assertThat(blocked.json().get("availTickets").asInt()).isEqualTo(18);
		assertThat(unblocked.json().get("availTickets").asInt()).isEqualTo(20);
		assertThat(repeated.status()).isEqualTo(200);
		assertThat(repeated.json()).as("the seats as they are now").isEqualTo(unblocked.json());
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(20);
	}

	@Test
	void completesABlockThatEndedHalfway() {
		String slot = this.ticketly.schedule("Skyfall", 600);
		String path = "/v1/slots/" + slot + "/seats";
		String seats = "{\"seats\":[\"1\",\"600\"]}";
		String key = newKey();
		FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

		connection.set(Fault.RESPONSE_LOST);
		ApiResponse first = this.ticketly.postAsOperator(path + "/block", seats, KEY, key);
		connection.set(Fault.NONE);
		int halfWay = this.other.availTickets(slot);
		ApiResponse second = this.other.postAsOperator(path + "/block", seats, KEY, key);
		this.other.postAsOperator(path + "/unblock", seats);

		assertThat(first.status()).isEqualTo(503);
		assertThat(halfWay).isEqualTo(599);
		assertThat(second.json().get("availTickets").asInt()).isEqualTo(598);
		assertThat(this.other.postAsOperator(path + "/block", seats, KEY, key).status()).isEqualTo(200);
		assertThat(this.other.availTickets(slot)).as("done once").isEqualTo(600);
	}

	@Test
	void cancelsASlotOnceAndExpiresOnce() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");

		twice((instance, key) -> instance.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Flood\"}", KEY,
				key));
		this.ticketly.bookOne(this.ticketly.schedule("Spectre", 20), "Ann");
		this.clock.moveTo(Instant.parse("2030-11-02T00:00:00Z"));
		ApiResponse expired = twice((instance, key) -> instance.postAsOperator("/expireTickets", "", KEY, key));

		assertThat(expired.json().get("expiredTickets").asInt()).isPositive();
	}

	@Test
	void theOriginalOperationsAreDoneOnce() {
		ApiResponse scheduled = twice(
				(instance, key) -> instance.postAsOperator("/scheduleMovie", plan("Dr. No", 20), KEY, key));
		String slot = scheduled.json().get("slotId").asString();
		twice((instance, key) -> instance.postAsOperator("/scheduleMovie", plan("Goldfinger", 20), KEY, key));

		String ticket = twice((instance, key) -> instance.post("/bookTicket", """
				{"userName":"Ann","userPhoneNumber":"9653864514","movieName":"Dr. No",
				"movieStartTime":"2030-11-01 12:22","numTickets":2}""", KEY, key)).json()
			.get(0)
			.get("ticketId")
			.asString();
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
		twice((instance, key) -> instance.post("/updateMovieSlotForTicket", """
				{"ticketId":"%s","newMovie":"Goldfinger","newStartTime":"2030-11-01 12:22"}""".formatted(ticket), KEY,
				key));
		String second = this.ticketly.bookOne(slot, "Ann");
		twice((instance, key) -> instance.post("/cancelTicket", "{\"ticketId\":\"%s\"}".formatted(second), KEY, key));
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void doesARefusedRequestThatIsRepeatedWhenItIsPossible() {
		String slot = this.ticketly.schedule("Skyfall", 1);
		String ticket = this.ticketly.bookOne(slot, "Ben");
		String key = newKey();

		ApiResponse refused = book(this.ticketly, slot, 1, key);
		ApiResponse refusedAgain = book(this.other, slot, 1, key);
		this.ticketly.delete("/v1/tickets/" + ticket);
		ApiResponse booked = book(this.other, slot, 1, key);

		assertThat(refused.problem()).isEqualTo("sold-out");
		assertThat(refusedAgain.problem()).isEqualTo("sold-out");
		assertThat(booked.status()).isEqualTo(201);
		assertSame(book(this.ticketly, slot, 1, key), booked);
		assertThat(this.ticketly.availTickets(slot)).isZero();
	}

	@Test
	void decidesARefusedRequestAnewAlsoAfterAConflict() {
		String slot = this.ticketly.schedule("Skyfall", 1);
		this.ticketly.delete("/v1/tickets/" + this.ticketly.bookOne(slot, "Ben"));
		String key = newKey();
		String[] ticket = new String[1];
		this.ticketly.bean(FaultyHttpClient.class)
			.conflictNext(() -> ticket[0] = this.other.bookOne(slot, "Cid"), (item) -> true);

		ApiResponse refused = book(this.ticketly, slot, 1, key);
		this.other.delete("/v1/tickets/" + ticket[0]);
		ApiResponse booked = book(this.ticketly, slot, 1, key);

		assertThat(refused.problem()).isEqualTo("sold-out");
		assertThat(booked.status()).isEqualTo(201);
		assertSame(book(this.other, slot, 1, key), booked);
		assertSame(book(this.ticketly, slot, 1, key), booked);
	}

	@Test
	void readsTheRecordFirstIfTheInstanceHasSeenTheKey() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();
		ApiResponse booked = book(this.ticketly, slot, 1, key);
		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();

		assertSame(book(this.ticketly, slot, 1, key), booked);

		assertThat(requests.count(TransactWriteItemsRequest.class)).isZero();
	}

	@Test
	void refusesTheSameUnknownTicketAgain() {
		String key = newKey();

		assertThat(this.ticketly.delete("/v1/tickets/TKT", KEY, key).status()).isEqualTo(404);
		assertThat(this.other.delete("/v1/tickets/TKT", KEY, key).status()).isEqualTo(404);
	}

	@Test
	void returnsTheCurrentStateOfWhatWasMade() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();
		ApiResponse booked = book(this.ticketly, slot, 2, key);
		String canceled = booked.json().get(0).get("ticketId").asString();

		this.ticketly.delete("/v1/tickets/" + canceled);
		ApiResponse repeated = book(this.other, slot, 2, key);

		assertThat(repeated.status()).isEqualTo(201);
		assertThat(repeated.header("Location")).endsWith(canceled);
		assertThat(repeated.json().get(0).get("ticketId")).isEqualTo(booked.json().get(0).get("ticketId"));
		assertThat(repeated.json().get(0).get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(repeated.json().get(1)).isEqualTo(booked.json().get(1));
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void returnsTheBookingThatTookTheLastSeat() {
		String slot = this.ticketly.schedule("Skyfall", 1);
		String key = newKey();
		ApiResponse booked = book(this.ticketly, slot, 1, key);

		assertSame(book(this.other, slot, 1, key), booked);
		assertThat(book(this.other, slot, 1, newKey()).problem()).isEqualTo("sold-out");
	}

	@Test
	void addsTwoWriteUnitsAndNoReadToABooking() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		double plain = unitsOf(() -> this.ticketly.bookOne(slot, "Ann"));

		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();
		double keyed = unitsOf(() -> book(this.ticketly, slot, 1, newKey()));

		assertThat(requests.count()).as("the transaction").isEqualTo(1);
		assertThat(plain).isEqualTo(5);
		assertThat(keyed).isEqualTo(7);
	}

	private double unitsOf(Runnable request) {
		MeterRegistry meters = this.ticketly.bean(MeterRegistry.class);
		double before = writeUnits(meters);
		request.run();
		return writeUnits(meters) - before;
	}

	private static double writeUnits(MeterRegistry meters) {
		return meters.find("ticketly.write.units").counters().stream().mapToDouble(Counter::count).sum();
	}

	@Test
	void refusesAKeyThatWasUsedForAnotherRequest() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();
		ApiResponse booked = book(this.ticketly, slot, 1, key);

		for (ApiResponse answer : List.of(book(this.other, slot, 2, key),
				this.other.post("/v1/holds", order(slot, 1), KEY, key),
				this.other.delete("/v1/tickets/" + booked.json().get(0).get("ticketId").asString(), KEY, key))) {
			assertThat(answer.status()).isEqualTo(422);
			assertThat(answer.problem()).isEqualTo("key-reused");
		}
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
		String reordered = """
				{ "numTickets": 1, "slotId": "%s", "phoneNumber": "+91 96538 64514", "userName": "Ann" }"""
			.formatted(slot);
		assertSame(this.other.post("/v1/tickets", reordered, KEY, key), booked);
	}

	@Test
	void operatorsHaveKeysOfTheirOwn() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();

		ApiResponse booked = book(this.ticketly, slot, 1, key);
		ApiResponse bookedByOperator = this.ticketly.postAsOperator("/v1/tickets", order(slot, 1), KEY, key);

		assertThat(bookedByOperator.status()).isEqualTo(201);
		assertThat(bookedByOperator.response().body()).isNotEqualTo(booked.response().body());
	}

	@Test
	void keysHaveOneTo255Characters() {
		String slot = this.ticketly.schedule("Skyfall", 20);

		assertThat(book(this.ticketly, slot, 1, "k".repeat(255)).status()).isEqualTo(201);
		assertThat(book(this.ticketly, slot, 1, "k".repeat(254)).status()).isEqualTo(201);
		for (ApiResponse answer : List.of(book(this.ticketly, slot, 1, "k".repeat(256)),
				book(this.ticketly, slot, 1, ""),
				this.ticketly.post("/v1/tickets", order(slot, 1), KEY, "one", KEY, "two"))) {
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.invalidFields()).containsExactly(KEY);
		}
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
	}

	@Test
	void keepsTheKeyOfAnInvalidRequestUnused() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();

		assertThat(book(this.ticketly, slot, 0, key).status()).isEqualTo(400);

		assertThat(book(this.ticketly, slot, 1, key).status()).isEqualTo(201);
	}

	@Test
	void remembersAKeyForADay() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();
		ApiResponse booked = book(this.ticketly, slot, 1, key);

		this.clock.advance(Duration.ofHours(24).minusSeconds(1));
		assertSame(book(this.other, slot, 1, key), booked);
		this.clock.advance(Duration.ofSeconds(1));

		assertThat(book(this.other, slot, 1, key).response().body()).isNotEqualTo(booked.response().body());
	}

	@Test
	void manyAtOnceBookOnce() {
		String slot = this.ticketly.schedule("Skyfall", 100);
		String key = newKey();

		List<ApiResponse> responses = Concurrently.call(40,
				(i) -> book((i % 2 == 0) ? this.ticketly : this.other, slot, 1, key));

		ApiResponse booked = book(this.ticketly, slot, 1, key);
		assertThat(booked.status()).isEqualTo(201);
		assertThat(responses).allSatisfy((response) -> assertSame(response, booked));
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(99);
	}

	@Test
	void doesOneOfManyConcurrentRequestsThatDifferAndRefusesTheOthers() {
		String slot = this.ticketly.schedule("Skyfall", 100);
		String key = newKey();

		List<ApiResponse> responses = Concurrently.call(20,
				(i) -> book((i % 2 == 0) ? this.ticketly : this.other, slot, 1 + i % 4, key));

		ApiResponse booked = responses.stream()
			.filter((response) -> response.status() == 201)
			.findFirst()
			.orElseThrow();
		assertThat(responses).allSatisfy((response) -> {
			if (response.status() == 201) {
				assertSame(response, booked);
			}
			else {
				assertThat(response.status()).isEqualTo(422);
				assertThat(response.problem()).isEqualTo("key-reused");
			}
		});
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(100 - booked.json().size());
	}

	@Test
	void schedulesOnceForManyConcurrentRequests() {
		String key = newKey();

		List<ApiResponse> responses = Concurrently.call(10, (i) -> ((i % 2 == 0) ? this.ticketly : this.other)
			.postAsOperator("/v1/slots", plan("Moonraker", 700), KEY, key));

		assertThat(responses).allSatisfy((response) -> assertSame(response, responses.getFirst()));
		assertThat(this.ticketly.get("/v1/slots?name=Moonraker").json().get("items")).hasSize(1);
	}

	/**
	 * Sends a booking to one instance while its writes break, and asks the other one
	 * meanwhile.
	 */
	private ApiResponse bookDuring(Fault fault, String slot, String key, Runnable meanwhile) {
		this.ticketly.bookOne(slot, "Ann");
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);
		watch.clear();
		connection.set(fault);
		CompletableFuture<ApiResponse> answer = CompletableFuture.supplyAsync(() -> book(this.ticketly, slot, 1, key));
		while (watch.count(TransactWriteItemsRequest.class) < 1) {
			Thread.onSpinWait();
		}
		meanwhile.run();
		ApiResponse first = answer.join();
		connection.set(Fault.NONE);
		return first;
	}

	private void settle(String slot) {
		while (this.ticketly.book(slot, "Ann", 1).status() == 503) {
			Thread.onSpinWait();
		}
	}

	@Test
	void doesARequestOnAnotherInstanceWhileItsFirstAttemptIsStuck() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();

		ApiResponse[] second = new ApiResponse[1];
		ApiResponse first = bookDuring(Fault.REQUEST_LOST, slot, key, () -> {
			second[0] = book(this.other, slot, 1, key);
			assertThat(book(this.other, slot, 2, key).status()).isEqualTo(422);
		});
		settle(slot);

		assertThat(first.status()).isEqualTo(503);
		assertThat(second[0].status()).isEqualTo(201);
		assertSame(book(this.ticketly, slot, 1, key), second[0]);
		assertThat(this.ticketly.availTickets(slot)).as("two others, and one").isEqualTo(17);
	}

	@Test
	void returnsABookingWhoseResponseWasLostWhenTheRequestIsRepeated() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();

		ApiResponse first = bookDuring(Fault.RESPONSE_LOST, slot, key, () -> {
		});
		ApiResponse again = book(this.other, slot, 1, key);
		settle(slot);

		assertThat(first.status()).isEqualTo(503);
		assertThat(again.status()).isEqualTo(201);
		String ticket = again.json().get(0).get("ticketId").asString();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Booked");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(17);
	}

	@Test
	void returnsTheOtherAttemptsBookingWhenAStuckAttemptGoesOn() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String key = newKey();

		ApiResponse[] second = new ApiResponse[1];
		ApiResponse first = bookDuring(Fault.REQUEST_LOST, slot, key, () -> {
			second[0] = book(this.other, slot, 1, key);
			this.ticketly.bean(FaultyHttpClient.class).set(Fault.NONE);
		});

		assertThat(second[0].status()).isEqualTo(201);
		assertSame(first, second[0]);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(18);
	}

}
