package com.ticketly.door;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how a device at the door gets its key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorCodeTests {

	private final TestClock clock = TestClock.at("2030-10-01T12:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private JsonNode create() {
		return create("{\"name\":\"North gate\"}");
	}

	private JsonNode create(String input) {
		ApiResponse response = this.ticketly.postAsOperator("/v1/door-codes", input);
		assertThat(response.status()).as(response.response().body()).isEqualTo(201);
		return response.json();
	}

	private static ApiResponse redeem(TicketlyInstance instance, String code, String... headers) {
		return instance.post("/v1/door-codes/redeem", "{\"code\":\"%s\"}".formatted(code), headers);
	}

	@Test
	void givesADeviceAKeyForTheDoorOnly() {
		JsonNode code = create();
		JsonNode device = redeem(this.other, code.get("code").asString()).json();
		JsonNode key = this.ticketly.getAsOperator("/v1/keys/" + device.get("keyId").asString()).json();

		assertThat(code.get("code").asString()).matches("[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}");
		assertThat(code.get("expiresAt").asString()).isEqualTo(this.clock.instant().plusSeconds(600).toString());
		assertThat(device.get("name").asString()).isEqualTo("North gate");
		assertThat(key.get("scopes").valueStream().map(JsonNode::asString)).containsExactly("door");
		assertThat(key.get("createdBy").asString()).isEqualTo("operator");
		assertThat(key.get("expiresAt").asString()).isEqualTo(this.clock.instant().plusSeconds(86_400).toString())
			.isEqualTo(device.get("expiresAt").asString());
		assertThat(this.other.post("/v1/slots", "{}", "Authorization", "Bearer " + device.get("key").asString())
			.json()
			.get("scope")
			.asString()).isEqualTo("slots");
	}

	@Test
	void givesTheKeyTheLifetimeThatTheOperatorChose() {
		String code = create("{\"name\":\"x\",\"keySeconds\":3600}").get("code").asString();

		assertThat(redeem(this.ticketly, code).json().get("expiresAt").asString())
			.isEqualTo(this.clock.instant().plusSeconds(3600).toString());
	}

	@Test
	void givesOneKeyToDevicesThatSendACodeAtTheSameTime() {
		String code = create("{\"name\":\"At the same time\"}").get("code").asString();

		List<Integer> statuses = Concurrently.call(8,
				(i) -> redeem((i % 2 == 0) ? this.ticketly : this.other, code).status());

		assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 404);
		assertThat(this.ticketly.getAsOperator("/v1/keys")
			.json()
			.valueStream()
			.filter((key) -> key.get("name").asString().equals("At the same time"))).hasSize(1);
	}

	@Test
	void isReadHoweverItIsTyped() {
		String code = create().get("code").asString();

		assertThat(redeem(this.ticketly, " " + code.replace("-", " ").toLowerCase(Locale.ROOT)).status())
			.isEqualTo(201);
	}

	@Test
	void answersAUsedCodeAndAnExpiredOneLikeOneThatNeverWas() {
		String used = create().get("code").asString();
		redeem(this.ticketly, used);
		String expired = create().get("code").asString();
		this.clock.advance(Duration.ofMinutes(10));

		List<ApiResponse> responses = List.of(redeem(this.ticketly, used), redeem(this.other, expired),
				redeem(this.ticketly, "22222-22222"));

		assertThat(responses).extracting(ApiResponse::status).containsOnly(404);
		assertThat(responses).extracting(ApiResponse::problem).containsOnly("door-code-not-found");
		assertThat(responses.stream().map((response) -> response.json().get("detail")).distinct()).hasSize(1);
	}

	@Test
	void isValidForTenMinutes() {
		String code = create().get("code").asString();
		this.clock.advance(Duration.ofSeconds(599));

		assertThat(redeem(this.ticketly, code).status()).isEqualTo(201);
	}

	@Test
	void isStoredAsADigestAndNotListedAsAKey() {
		JsonNode created = create("{\"name\":\"Not a key\"}");
		DoorCodeText text = DoorCodeText.parse(created.get("code").asString()).orElseThrow();

		assertThat(this.ticketly.bean(DoorCodes.class).find(text).orElseThrow().toString())
			.contains("Not a key", text.digest())
			.doesNotContain(text.text());
		assertThat(this.ticketly.getAsOperator("/v1/keys").response().body()).doesNotContain("Not a key");
	}

	@ParameterizedTest
	@CsvSource({ "keys, 403", "'keys,door', 201" })
	void isOnlyCreatedByThoseWithTheScopeOfTheDoor(String scopes, int status) {
		String key = this.ticketly
			.postAsOperator("/v1/keys", "{\"name\":\"x\",\"scopes\":[\"%s\"]}".formatted(scopes.replace(",", "\",\"")))
			.json()
			.get("key")
			.asString();

		assertThat(this.ticketly.post("/v1/door-codes", "{\"name\":\"x\"}", "Authorization", "Bearer " + key).status())
			.isEqualTo(status);
	}

	@Test
	void limitsWrongCodesByAddress() {
		try (TicketlyInstance strict = TicketlyInstance.builder()
			.with("--ticketly.security.max-failed-sign-ins=3")
			.start()) {
			RequestRecorder watch = strict.bean(RequestRecorder.class);
			watch.clear();

			List<ApiResponse> responses = Concurrently.call(40,
					(i) -> redeem(strict, "22222-222%02d".formatted(22 + i % 8), "X-Forwarded-For", "198.51.100.7"));

			assertThat(responses).extracting(ApiResponse::status).contains(404, 429).containsOnly(404, 429);
			assertThat(responses.stream().filter((response) -> response.status() == 429))
				.allMatch((response) -> !response.header("Retry-After").isEmpty());
			assertThat(watch.count()).isLessThan(20);
			assertThat(redeem(strict, "22222-22222", "X-Forwarded-For", "198.51.100.8").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{}|name", "{\"name\":\"\"}|name", "{\"name\":\"x\",\"keySeconds\":59}|keySeconds",
					"{\"name\":\"x\",\"keySeconds\":2592001}|keySeconds",
					"{\"name\":\"x\",\"scopes\":[\"keys\"]}|scopes" })
	void namesWhatIsWrong(String input, String field) {
		ApiResponse response = this.ticketly.postAsOperator("/v1/door-codes", input);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly(field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "K7QF3", "K7QF3-MXA20", "K7QF3-MXA2BB", "ticketly_0" })
	void namesACodeThatNoneCanBe(String code) {
		ApiResponse response = redeem(this.ticketly, code);

		assertThat(response.status()).isEqualTo(400);
		assertThat(response.invalidFields()).containsExactly("code");
	}

	@Test
	void isRefusedWhileTooManyKeysAreActive() {
		try (TicketlyInstance limited = TicketlyInstance.builder().with("--ticketly.api-keys.max-active=1").start()) {
			JsonNode code = limited.postAsOperator("/v1/door-codes", "{\"name\":\"x\"}").json();
			String second = limited.postAsOperator("/v1/door-codes", "{\"name\":\"y\"}").json().get("code").asString();
			redeem(limited, code.get("code").asString());

			assertThat(redeem(limited, second).problem()).isEqualTo("too-many-keys");
			assertThat(limited.postAsOperator("/v1/door-codes", "{\"name\":\"x\"}").problem())
				.isEqualTo("too-many-keys");
		}
	}

}
