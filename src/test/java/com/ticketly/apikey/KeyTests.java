package com.ticketly.apikey;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32;

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
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how keys are created, used, rotated, and revoked, at one instance and at another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyTests {

	private static final String EXPIRE = "/expireTickets";

	private final TestClock clock = TestClock.at("2030-10-01T12:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(this.clock)
		.with("--ticketly.security.max-failed-sign-ins=3");

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private JsonNode create(String scopes) {
		return create("{\"name\":\"cron\",\"scopes\":[%s]}".formatted(scopes), 201).json();
	}

	private ApiResponse create(String input, int status) {
		ApiResponse response = this.ticketly.postAsOperator("/v1/keys", input);
		assertThat(response.status()).as(response.response().body()).isEqualTo(status);
		return response;
	}

	private static String[] bearer(String key) {
		return new String[] { "Authorization", "Bearer " + key };
	}

	private static int expire(TicketlyInstance instance, String key) {
		return instance.post(EXPIRE, "{}", bearer(key)).status();
	}

	private JsonNode rotate(String id, String input) {
		return this.ticketly.postAsOperator("/v1/keys/" + id + "/rotate", input).json();
	}

	private ApiResponse revoke(String id) {
		return this.ticketly.send(this.ticketly.requestAsOperator("/v1/keys/" + id).DELETE());
	}

	@Test
	void showsAKeyOnce() {
		JsonNode created = create("""
				{"name":"The cron job","scopes":["expiry","slots"],"expiresAt":"2030-12-01 12:00"}""", 201).json();
		String id = created.get("keyId").asString();
		ApiResponse read = this.ticketly.getAsOperator("/v1/keys/" + id);

		assertThat(created.get("key").asString()).matches("ticketly_[0-9A-Z]{26}[0-9a-f]{48}");
		assertThat(created.get("createdBy").asString()).isEqualTo("operator");
		assertThat(created.get("createdAt").asString()).isEqualTo("2030-10-01T12:00:00Z");
		assertThat(created.get("expiresAt").asString()).isEqualTo("2030-12-01T12:00:00Z");
		assertThat(created.get("scopes").valueStream().map(JsonNode::asString)).containsExactly("slots", "expiry");
		assertThat(read.json().get("keyStatus").asString()).isEqualTo("Active");
		assertThat(read.json().has("key")).isFalse();
		assertThat(this.ticketly.getAsOperator("/v1/keys").response().body()).contains(id)
			.doesNotContain(created.get("key").asString());
	}

	@Test
	void storesOnlyADigest() {
		JsonNode created = create("\"expiry\"");
		ApiKeyId id = ApiKeyId.parse(created.get("keyId").asString()).orElseThrow();
		String secret = created.get("key").asString();

		assertThat(this.ticketly.bean(ApiKeys.class).find(id).toString()).contains(id.value())
			.doesNotContain(secret.substring(secret.length() - 48));
	}

	@Test
	void isUsedAtOnceAtEveryInstance() {
		String key = create("\"expiry\"").get("key").asString();

		assertThat(expire(this.other, key)).isEqualTo(200);
		assertThat(expire(this.ticketly, key)).isEqualTo(200);
	}

	@Test
	void namesTheScopeThatIsMissing() {
		String key = create("\"expiry\"").get("key").asString();

		ApiResponse response = this.ticketly.post("/v1/slots", "{}", bearer(key));

		assertThat(response.status()).isEqualTo(403);
		assertThat(response.json().get("scope").asString()).isEqualTo("slots");
		assertThat(response.json().get("detail").asString()).isEqualTo("This operation requires the scope slots.");
		assertThat(response.header("WWW-Authenticate"))
			.isEqualTo("Bearer realm=\"Ticketly\", error=\"insufficient_scope\", scope=\"slots\"");
	}

	@ParameterizedTest
	@CsvSource({ "keys, 403", "'keys,users:read', 201" })
	void givesNoScopeThatItLacks(String scopes, int status) {
		String key = create("\"" + scopes.replace(",", "\",\"") + "\"").get("key").asString();
		String reader = create("\"users:read\"").get("keyId").asString();

		ApiResponse created = this.ticketly.post("/v1/keys", "{\"name\":\"x\",\"scopes\":[\"users:read\"]}",
				bearer(key));
		ApiResponse rotated = this.ticketly.post("/v1/keys/" + reader + "/rotate", "{}", bearer(key));

		assertThat(created.status()).isEqualTo(status);
		assertThat(rotated.status() == 403).isEqualTo(status == 403);
		if (status == 403) {
			assertThat(List.of(created.json().get("scope").asString(), rotated.json().get("scope").asString()))
				.containsOnly("users:read");
		}
	}

	@Test
	void isRefusedFromItsEndOn() {
		String key = create("""
				{"name":"x","scopes":["expiry"],"expiresAt":"%s"}""".formatted(this.clock.instant().plusSeconds(60)),
				201)
			.json()
			.get("key")
			.asString();
		assertThat(expire(this.ticketly, key)).isEqualTo(200);

		this.clock.advance(Duration.ofSeconds(60));

		assertThat(expire(this.ticketly, key)).isEqualTo(401);
	}

	@Test
	void isRevokedAtEveryInstanceWithinTenSeconds() {
		JsonNode created = create("\"expiry\"");
		String key = created.get("key").asString();
		assertThat(expire(this.other, key)).isEqualTo(200);

		ApiResponse revoked = revoke(created.get("keyId").asString());
		Instant start = Instant.now();
		assertThat(expire(this.ticketly, key)).isEqualTo(401);
		while (expire(this.other, key) != 401) {
			assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
		}

		assertThat(revoked.json().get("keyStatus").asString()).isEqualTo("Revoked");
		assertThat(revoke(created.get("keyId").asString()).json()).isEqualTo(revoked.json());
	}

	@Test
	void acceptsThePreviousSecretForAWhile() {
		JsonNode created = create("\"expiry\"");
		JsonNode rotated = rotate(created.get("keyId").asString(), "{\"overlapSeconds\":60}");
		String previous = created.get("key").asString();
		String current = rotated.get("key").asString();

		assertThat(current).isNotEqualTo(previous);
		for (TicketlyInstance instance : List.of(this.ticketly, this.other)) {
			assertThat(List.of(expire(instance, previous), expire(instance, current))).containsOnly(200);
		}
		this.clock.advance(Duration.ofSeconds(60));
		for (TicketlyInstance instance : List.of(this.ticketly, this.other)) {
			assertThat(expire(instance, current)).isEqualTo(200);
			assertThat(expire(instance, previous)).isEqualTo(401);
		}
	}

	@Test
	void cannotBeRotatedWhenItHasEnded() {
		String id = create("\"expiry\"").get("keyId").asString();
		revoke(id);

		ApiResponse response = this.ticketly.postAsOperator("/v1/keys/" + id + "/rotate", "{}");

		assertThat(response.status()).isEqualTo(409);
		assertThat(response.problem()).isEqualTo("key-ended");
	}

	@Test
	void tellsWhenItWasLastUsed() {
		JsonNode created = create("\"expiry\"");
		String path = "/v1/keys/" + created.get("keyId").asString();
		assertThat(this.ticketly.getAsOperator(path).json().has("lastUsedAt")).isFalse();

		expire(this.ticketly, created.get("key").asString());

		// It is recorded in the background.
		while (!this.ticketly.getAsOperator(path).json().has("lastUsedAt")) {
			Thread.onSpinWait();
		}
	}

	@Test
	void costsNoReadWhileItIsUsed() {
		String key = create("\"users:read\"").get("key").asString();
		this.ticketly.get("/v1/users/unknown", bearer(key));
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();

		for (int i = 0; i < 100; i++) {
			assertThat(this.ticketly.get("/v1/users/unknown", bearer(key)).status()).isEqualTo(404);
		}

		// The keys are read again in the background, and the use is recorded once.
		assertThat(watch.count()).isLessThan(10);
	}

	@Test
	void costsFewReadsWhenItIsUnknown() {
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		expire(this.ticketly, unknown(0));
		watch.clear();

		assertThat(Concurrently.call(60,
				(i) -> this.ticketly
					.post(EXPIRE, "{}", "Authorization", "Bearer " + unknown(i), "X-Forwarded-For", "198.51.100.7")
					.status()))
			.contains(429)
			.containsOnly(401, 429);
		assertThat(watch.count()).isLessThan(30);
	}

	/**
	 * Returns a well-formed secret of a key that does not exist.
	 */
	private static String unknown(int no) {
		String unchecked = "ticketly_01K0000000000000000000%04d".formatted(no) + "0".repeat(40);
		CRC32 checksum = new CRC32();
		checksum.update(unchecked.getBytes());
		return unchecked + "%08x".formatted(checksum.getValue());
	}

	@Test
	void costsNoReadWhenItsChecksumIsWrong() {
		RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);
		watch.clear();
		String key = unknown(1);

		for (String wrong : List.of(key.substring(1), key + "0", key.replace("_01K", "_01J"), "ticketly_", "a.b.c")) {
			assertThat(expire(this.ticketly, wrong)).as(wrong).isEqualTo(401);
		}

		assertThat(watch.count(GetItemRequest.class)).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|name,scopes", "{\"name\":\"x\",\"scopes\":[]}|scopes",
			"{\"name\":\"x\",\"scopes\":[\"all\"]}|scopes[0]", "{\"name\":\"x\",\"scopes\":[\"door\",\"door\"]}|scopes",
			"{\"name\":\"x\",\"scopes\":[null]}|scopes[0]", "{\"name\":\"\",\"scopes\":[\"door\"]}|name",
			"{\"name\":\"x\",\"scopes\":[\"door\"],\"expiresAt\":\"2030-10-01 11:00\"}|expiresAt",
			"{\"name\":\"x\",\"scopes\":[\"door\"],\"secret\":\"mine\"}|secret" })
	void namesWhatIsWrong(String input, String fields) {
		ApiResponse response = create(input, 400);

		assertThat(response.invalidFields()).containsExactly(fields.split(","));
	}

	@Test
	void limitsHowManyAreActive() {
		try (TicketlyInstance limited = TicketlyInstance.builder().with("--ticketly.api-keys.max-active=1").start()) {
			String input = "{\"name\":\"x\",\"scopes\":[\"door\"]}";
			String id = limited.postAsOperator("/v1/keys", input).json().get("keyId").asString();
			ApiResponse refused = limited.postAsOperator("/v1/keys", input);
			limited.send(limited.requestAsOperator("/v1/keys/" + id).DELETE());

			assertThat(refused.problem()).isEqualTo("too-many-keys");
			assertThat(refused.json().get("maxKeys").asInt()).isEqualTo(1);
			assertThat(limited.postAsOperator("/v1/keys", input).status()).isEqualTo(201);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "KEY01K00000000000000000000000", "unknown" })
	void saysThatAKeyDoesNotExist(String id) {
		assertThat(this.ticketly.getAsOperator("/v1/keys/" + id).problem()).isEqualTo("key-not-found");
		assertThat(revoke(id).problem()).isEqualTo("key-not-found");
		assertThat(this.ticketly.postAsOperator("/v1/keys/" + id + "/rotate", "{}").problem())
			.isEqualTo("key-not-found");
	}

	@Test
	void isNotAskedForByPublicOperations() {
		String key = create("\"door\"").get("key").asString();

		assertThat(this.ticketly.get("/v1/slots", bearer(key)).status()).isEqualTo(200);
		assertThat(this.ticketly.get("/v1/slots", bearer(unknown(2))).status()).isEqualTo(401);
		assertThat(this.ticketly.send(this.ticketly.request(EXPIRE).POST(BodyPublishers.noBody())).status())
			.isEqualTo(401);
	}

}
