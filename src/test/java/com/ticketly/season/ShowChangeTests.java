package com.ticketly.season;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.FaultyHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests changes and cancellations of shows, on two instances whose theater is in Berlin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShowChangeTests {

	private final TestClock clock = (TestClock) TestClock.at("2030-01-01T00:00:00Z")
		.withZone(ZoneId.of("Europe/Berlin"));

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	/**
	 * Creates a show of ten slots from 2030-11-01 to 2030-11-10.
	 */
	private String show() {
		return this.ticketly.postAsOperator("/v1/shows", """
				{"title":"Skyfall","description":"Bond","type":"Movie","genre":"Action","runningMinutes":120,
				"recurrence":{"start":"2030-11-01 20:00","rule":"FREQ=DAILY;COUNT=10"}}""")
			.json()
			.get("showId")
			.asString();
	}

	private List<JsonNode> slots(String show) {
		return this.other.get("/v1/shows/" + show + "/slots").json().get("items").valueStream().toList();
	}

	private String slot(String show, int index) {
		return slots(show).get(index).get("slotId").asString();
	}

	private static ApiResponse patch(TicketlyInstance instance, String path, String json, String ifMatch) {
		return instance.send(instance.requestAsOperator(path, "If-Match", ifMatch)
			.header("Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

	private ApiResponse change(String show, String json) {
		return patch(this.ticketly, "/v1/shows/" + show, json, "*");
	}

	private ApiResponse cancel(String show, String json, String... headers) {
		return this.ticketly.postAsOperator("/v1/shows/" + show + "/cancel", json, headers);
	}

	@Test
	void changesAllSlotsAndTheShow() {
		String show = show();
		ApiResponse changed = change(show, """
				{"title":"Spectre","description":"","genre":"Thriller","sale":{"salesUntilMinutesBefore":30,
				"salesFromMinutesBefore":6000,"presaleFromMinutesBefore":9000,"presaleCode":"opensesame"}}""");

		assertThat(changed.status()).isEqualTo(200);
		assertThat(changed.json().get("changed").asInt()).isEqualTo(10);
		assertThat(changed.json().get("left")).isEmpty();
		assertThat(changed.json().get("show")).isEqualTo(this.other.get("/v1/shows/" + show).json());
		assertThat(changed.json().at("/show/title").asString()).isEqualTo("Spectre");
		assertThat(changed.json().at("/show/version").asInt()).isEqualTo(2);
		assertThat(slots(show)).hasSize(10).allSatisfy((slot) -> {
			assertThat(slot.get("slotName").asString()).isEqualTo("Spectre");
			assertThat(slot.get("slotDescription").asString()).isEmpty();
			assertThat(slot.get("genre").asString()).isEqualTo("Thriller");
			assertThat(slot.at("/sale/salesUntilMinutesBefore").asInt()).isEqualTo(30);
		});
	}

	@Test
	void changesSlotsFromADateOn() {
		String show = show();
		ApiResponse changed = change(show, "{\"title\":\"Spectre\",\"from\":\"2030-11-08 20:00\"}");

		assertThat(changed.json().get("changed").asInt()).isEqualTo(3);
		assertThat(changed.json().at("/show/title").asString()).isEqualTo("Skyfall");
		assertThat(slots(show)).extracting((slot) -> slot.get("slotName").asString())
			.containsExactly("Skyfall", "Skyfall", "Skyfall", "Skyfall", "Skyfall", "Skyfall", "Skyfall", "Spectre",
					"Spectre", "Spectre");
		assertThat(change(show, "{\"genre\":\"Thriller\",\"from\":\"2031-01-01 00:00\"}").json().get("changed").asInt())
			.isZero();
	}

	@Test
	void cancelsSlotsFromADateOnWithTheirTickets() {
		String show = show();
		String kept = this.ticketly.bookOne(slot(show, 7), "Ann");
		String canceled = this.ticketly.bookOne(slot(show, 8), "Bob");
		ApiResponse response = cancel(show, "{\"reason\":\"Fire\",\"from\":\"2030-11-09 00:00\"}");

		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().get("changed").asInt()).isEqualTo(2);
		assertThat(response.json().get("show").has("cancelReason")).isFalse();
		assertThat(slots(show).subList(0, 8)).noneMatch((slot) -> slot.has("cancelReason"));
		assertThat(slots(show).subList(8, 10)).allMatch(
				(slot) -> slot.get("cancelReason").asString().equals("Fire") && slot.get("availTickets").asInt() == 0);
		assertThat(this.other.get("/v1/tickets/" + kept).json().get("ticketStatus").asString()).isEqualTo("Booked");
		assertThat(this.other.get("/v1/tickets/" + canceled).json().get("ticketStatus").asString())
			.isEqualTo("Canceled");
	}

	@Test
	void leavesSlotsThatAreOverOrCanceled() {
		String show = show();
		String single = slot(show, 5);
		this.ticketly.postAsOperator("/v1/slots/" + single + "/cancel", "{\"reason\":\"Flood\"}");
		ApiResponse changed = change(show, "{\"title\":\"Spectre\"}");
		ApiResponse canceled = cancel(show, "{\"reason\":\"Fire\"}");
		ApiResponse again = cancel(show, "{\"reason\":\"Fire\"}");
		ApiResponse late = change(show, "{\"title\":\"Skyfall\"}");

		for (ApiResponse response : List.of(changed, canceled, again)) {
			assertThat(response.json().get("changed").asInt()).isEqualTo(9);
			assertThat(ApiResponse.values(response.json().get("left"), "slotId")).containsExactly(single);
			assertThat(ApiResponse.values(response.json().get("left"), "problem")).containsExactly("slot-canceled");
		}
		assertThat(canceled.json().at("/show/cancelReason").asString()).isEqualTo("Fire");
		assertThat(again.json()).isEqualTo(canceled.json());
		assertThat(slots(show).get(5).get("cancelReason").asString()).isEqualTo("Flood");
		assertThat(late.json().get("changed").asInt()).isZero();
		assertThat(late.json().get("left")).hasSize(10);
	}

	@Test
	void keepsWhatIsChangedAtOneSlotAfterwards() {
		String show = show();
		change(show, "{\"title\":\"Spectre\"}");
		patch(this.ticketly, "/v1/slots/" + slot(show, 3), "{\"slotName\":\"Spectre, dubbed\"}", "*");
		this.clock.advance(Duration.ofMinutes(2));
		this.other.postAsOperator("/expireTickets", "{}");

		assertThat(slots(show).get(3).get("slotName").asString()).isEqualTo("Spectre, dubbed");
		assertThat(slots(show).get(3).get("showId").asString()).isEqualTo(show);
	}

	@Test
	void refusesAChangeOfAnotherVersion() {
		String show = show();
		String tag = this.ticketly.get("/v1/shows/" + show).header("ETag");
		String json = "{\"title\":\"Spectre\",\"sale\":{\"salesFromMinutesBefore\":60,\"presaleFromMinutesBefore\":90,\"presaleCode\":\"sesame\"}}";
		ApiResponse changed = patch(this.ticketly, "/v1/shows/" + show, json, tag);
		ApiResponse repeated = patch(this.other, "/v1/shows/" + show, json, tag);
		ApiResponse late = patch(this.other, "/v1/shows/" + show, "{\"title\":\"Casino\"}", tag);

		assertThat(repeated.status()).isEqualTo(200);
		assertThat(repeated.json()).isEqualTo(changed.json());
		assertThat(late.problem()).isEqualTo("show-changed");
		assertThat(patch(this.other, "/v1/shows/" + show, "{\"title\":\"Casino\"}", "").status()).isEqualTo(428);
	}

	@Test
	void appliesChangesAtOnceInOneOrder() {
		String show = show();
		List<ApiResponse> responses = Concurrently.call(4, (i) -> patch((i % 2 == 0) ? this.ticketly : this.other,
				"/v1/shows/" + show, "{\"title\":\"Title %d\"}".formatted(i), "*"));
		String title = this.ticketly.get("/v1/shows/" + show).json().get("title").asString();

		assertThat(responses).extracting(ApiResponse::status).containsOnly(200);
		assertThat(slots(show)).extracting((slot) -> slot.get("slotName").asString()).containsOnly(title);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void finishesAChangeThatAnEndedInstanceLeft(boolean byRepetition) {
		String show = show();
		String ticket = this.ticketly.bookOne(slot(show, 9), "Ann");
		String json = "{\"reason\":\"Fire\",\"from\":\"2030-11-03 20:00\"}";
		String key = "cancel-" + System.nanoTime();
		try (TicketlyInstance failing = this.builder.start()) {
			AtomicInteger left = new AtomicInteger(3);
			failing.bean(FaultyHttpClient.class).intercept((request, connection) -> {
				String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
				if (target.endsWith("PutItem") && left.getAndDecrement() <= 0) {
					return DynamoDbMessages.error(400, "ValidationException");
				}
				return connection.send(request);
			});
			assertThat(failing.postAsOperator("/v1/shows/" + show + "/cancel", json, "Idempotency-Key", key).status())
				.isEqualTo(503);
		}
		long before = slots(show).stream().filter((slot) -> slot.has("cancelReason")).count();
		if (byRepetition) {
			assertThat(cancel(show, json, "Idempotency-Key", key).json().get("changed").asInt()).isEqualTo(8);
		}
		else {
			this.clock.advance(Duration.ofMinutes(2));
			this.other.postAsOperator("/expireTickets", "{}");
		}

		assertThat(before).isLessThan(8);
		assertThat(slots(show)).filteredOn((slot) -> slot.has("cancelReason")).hasSize(8);
		assertThat(this.other.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString()).isEqualTo("Canceled");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{}| body", "{\"from\":\"2030-11-03 20:00\"}| body", "{\"title\":\"\"}| title",
					"{\"title\":\"A\",\"from\":\"x\"}| from", "{\"title\":\"A\",\"from\":\"2030-03-31 02:30\"}| from",
					"{\"title\":\"A\",\"type\":\"Movie\"}| type", "{\"genre\":\"x\"}| genre",
					"{\"sale\":{\"salesUntil\":\"2030-11-05 20:00\"}}| sale.salesUntil",
					"{\"sale\":{\"presaleCode\":\"sesame\"}}| sale.presaleFrom",
					"{\"sale\":{\"salesUntil\":\"2030-11-05 20:00\"},\"from\":\"2030-11-06 20:00\"}|" })
	void namesTheFieldThatIsWrong(String json, String field) {
		String show = show();
		ApiResponse response = change(show, json);

		if (field == null) {
			assertThat(response.status()).isEqualTo(200);
		}
		else {
			assertThat(response.status()).isEqualTo(400);
			assertThat(response.invalidFields()).containsExactly(field);
			assertThat(this.ticketly.get("/v1/shows/" + show).json().get("version").asInt()).isOne();
		}
	}

	@Test
	void refusesShowsThatDoNotExist() {
		String missing = "SHW01JDA3M5Q8RST9VWXYZ0123456";

		assertThat(change(missing, "{\"title\":\"A\"}").problem()).isEqualTo("show-not-found");
		assertThat(cancel(missing, "{\"reason\":\"A\"}").problem()).isEqualTo("show-not-found");
		assertThat(cancel(show(), "{}").invalidFields()).containsExactly("reason");
	}

}
