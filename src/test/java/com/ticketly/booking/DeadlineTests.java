package com.ticketly.booking;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a request has one deadline for everything that it waits for, while DynamoDB
 * does not answer at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineTests {

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with("--logging.threshold.console=off");

	/**
	 * An instance with the default deadline, because the first requests of an instance
	 * are slow.
	 */
	private final TicketlyInstance first = this.builder.start();

	private final String slot = this.first.schedule("Skyfall", 1000);

	private final String other = this.first.schedule("Spectre", 1000);

	private final String ticket = this.first.bookOne(this.slot, "Ann");

	private final String user = this.first.get("/v1/tickets/" + this.ticket + "/user").json().get("userId").asString();

	private final String hold = this.first.post("/v1/holds", order("Ann")).json().get("holdId").asString();

	/**
	 * An instance that has cached nothing.
	 */
	private final TicketlyInstance ticketly = this.builder
		.with("--ticketly.sales.deadline=" + DEADLINE.toSeconds() + "s")
		.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterEach
	void restoreConnection() {
		this.connection.silence(false);
	}

	@AfterAll
	void stop() {
		this.first.close();
		this.ticketly.close();
	}

	private String order(String name) {
		return """
				{"userName":"%s","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(name, this.slot);
	}

	private static ApiResponse patch(TicketlyInstance instance, String slot, String json) {
		return instance.send(instance.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	/**
	 * A response and the time until it came.
	 */
	private record Timed(ApiResponse response, Duration time) {

		static Timed of(Function<TicketlyInstance, ApiResponse> request, TicketlyInstance instance) {
			long start = System.nanoTime();
			ApiResponse response = request.apply(instance);
			return new Timed(response, Duration.ofNanos(System.nanoTime() - start));
		}

	}

	private void assertBusyInTime(List<Function<TicketlyInstance, ApiResponse>> requests) {
		this.connection.silence(true);

		List<Timed> answers = Concurrently.call(requests.size(), (i) -> Timed.of(requests.get(i), this.ticketly));

		assertThat(IntStream.range(0, answers.size()).boxed()).allSatisfy((i) -> {
			ApiResponse response = answers.get(i).response();
			String request = i + ": " + response.response().request();
			assertThat(response.status()).as(request).isEqualTo(503);
			assertThat(response.problem()).as(request).isEqualTo("busy");
			assertThat(response.header("Retry-After")).as(request).isNotEmpty();
			assertThat(answers.get(i).time()).as(request).isLessThan(DEADLINE.plus(TOLERANCE));
		});
	}

	@Test
	void answersBusyAtTheDeadlineWhateverIsRequested() {
		Stream<Function<TicketlyInstance, ApiResponse>> reads = Stream
			.of("/v1/slots", "/v1/slots?available=true", "/v1/slots?name=Skyfall", "/v1/slots/" + this.slot,
					"/v1/slots/" + this.slot + "/seats", "/v1/slots/" + this.slot + "/tickets",
					"/v1/tickets/" + this.ticket, "/v1/tickets/" + this.ticket + "/user", "/v1/holds/" + this.hold,
					"/v1/users/" + this.user, "/v1/users/" + this.user + "/tickets")
			.map((path) -> (instance) -> instance.getAsOperator(path));
		Stream<Function<TicketlyInstance, ApiResponse>> changes = Stream.of(
				(instance) -> instance.post("/v1/tickets", order("Ann")),
				(instance) -> instance.post("/v1/tickets", order("Ben"), "Idempotency-Key", "ben"),
				(instance) -> instance.post("/v1/holds", order("Cid"), "Idempotency-Key", "cid"),
				(instance) -> instance.post("/v1/holds/" + this.hold + "/confirm", "", "Idempotency-Key", "confirm"),
				(instance) -> instance.delete("/v1/holds/" + this.hold),
				(instance) -> instance.post("/v1/tickets/" + this.ticket + "/reschedule",
						"{\"slotId\":\"%s\"}".formatted(this.other), "Idempotency-Key", "move"),
				(instance) -> instance.delete("/v1/tickets/" + this.ticket),
				(instance) -> instance.post("/getAllMovieSlots"),
				(instance) -> instance.post("/getAllMovieSlotsByGenre?genre=Action"),
				(instance) -> instance.postAsOperator("/getAllTicketsForMovieSlot", """
						{"movieName":"Skyfall","movieStartTime":"2030-11-01 12:22"}"""),
				(instance) -> instance.post("/bookTicket", """
						{"userName":"Dan","userPhoneNumber":"9653864514","movieName":"Skyfall",
						"movieStartTime":"2030-11-01 12:22","numTickets":1}"""),
				(instance) -> instance.postAsOperator("/scheduleMovie", """
						{"slotName":"Late","slotDescription":"","startTime":"2031-01-01 12:22",
						"endTime":"2031-01-01 15:22","slotType":"Movie","genre":"Action"}"""),
				(instance) -> instance.postAsOperator("/expireTickets", ""),
				(instance) -> instance.postAsOperator("/expireTickets", "", "Idempotency-Key", "expire"),
				(instance) -> patch(instance, this.slot, "{\"genre\":\"Drama\"}"),
				(instance) -> instance.postAsOperator("/v1/slots/" + this.slot + "/cancel", "{\"reason\":\"Fire\"}"),
				(instance) -> instance.postAsOperator("/v1/slots/" + this.slot + "/seats/block",
						"{\"seats\":[\"1000\"]}"));

		assertBusyInTime(Stream.concat(reads, changes).toList());
	}

	@Test
	void answersBusyAtTheDeadlineToEveryCallerThatSharesARead() {
		assertBusyInTime(IntStream.range(0, 50)
			.<Function<TicketlyInstance, ApiResponse>>mapToObj(
					(i) -> (instance) -> instance.get("/v1/slots/" + this.slot + "/seats"))
			.toList());
	}

	@Test
	void answersBusyAtTheDeadlineWhenSlotAndCustomerAreKnown() {
		assertThat(this.ticketly.book(this.slot, "Eve", 1).status()).isEqualTo(201);

		assertBusyInTime(IntStream.range(0, 20)
			.<Function<TicketlyInstance, ApiResponse>>mapToObj((i) -> (instance) -> instance.book(this.slot, "Eve", 1))
			.toList());
	}

	@Test
	void cancelsASlotCompletelyWhenTheRequestIsRepeated() {
		String canceled = this.first.schedule("Goldfinger", 20);
		String booked = this.first.bookOne(canceled, "Ann");
		FaultyHttpClient faulty = this.first.bean(FaultyHttpClient.class);
		faulty.set(FaultyHttpClient.Fault.REQUEST_LOST);

		ApiResponse answer = this.first.postAsOperator("/v1/slots/" + canceled + "/cancel", "{\"reason\":\"Fire\"}");
		faulty.set(FaultyHttpClient.Fault.NONE);

		assertThat(answer.status()).isEqualTo(503);
		assertThat(this.first.get("/v1/tickets/" + booked).json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(this.first.postAsOperator("/v1/slots/" + canceled + "/cancel", "{\"reason\":\"Fire\"}").status())
			.isEqualTo(200);
	}

}
