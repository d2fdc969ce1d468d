package com.ticketly.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTests {

	private final TokenIssuer issuer = TokenIssuer.start();

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TokenIssuer.setting(this.issuer.uri()), TokenIssuer.AUDIENCE,
				"--ticketly.security.allowed-origins=https://theatre.example",
				"--ticketly.security.max-failed-sign-ins=5")
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.issuer.close();
	}

	@ParameterizedTest
	@CsvSource({ "POST, /v1/slots", "GET, /v1/slots/x/tickets", "HEAD, /v1/slots/x/tickets", "GET, /v1/users/x",
			"GET, /v1/users/x/tickets", "HEAD, /v1/users/x", "POST, /scheduleMovie", "POST, /getAllTicketsForMovieSlot",
			"POST, /expireTickets", "GET, /actuator", "GET, /actuator/info" })
	void requiresAuthenticationForOperatorEndpoints(String method, String path) {
		ApiResponse response = this.ticketly.send(this.ticketly.request(path).method(method, BodyPublishers.noBody()));

		assertThat(response.status()).isEqualTo(401);
		assertThat(response.header("WWW-Authenticate")).startsWith("Basic ");
	}

	@ParameterizedTest
	@CsvSource({ "/v1/slots, 200", "/v1/slots/x, 404", "/v1/tickets/x, 404", "/v1/tickets/x/user, 404", "/livez, 200",
			"/readyz, 200", "/actuator/health, 200", "/actuator/health/liveness, 200",
			"/actuator/health/readiness, 200", "/actuator/health/dynamodb, 200", "/v3/api-docs, 200",
			"/swagger-ui/index.html, 200", "/docs, 302", "/, 302" })
	void allowsAnonymousRequestsToPublicEndpoints(String path, int status) {
		assertThat(this.ticketly.get(path).status()).isEqualTo(status);
	}

	@Test
	void acceptsBearerTokensWithTheOperatorScope() {
		assertThat(this.ticketly.post("/expireTickets", "{}", "Authorization", this.issuer.token("operator")).status())
			.isEqualTo(200);
		assertThat(this.ticketly.postAsOperator("/expireTickets", "{}").status()).isEqualTo(200);
		assertThat(this.ticketly.post("/expireTickets", "{}", "Authorization", this.issuer.token("customer")).problem())
			.isEqualTo("forbidden");
		assertThat(this.ticketly
			.post("/expireTickets", "{}", "Authorization",
					this.issuer.token("operator", Duration.ofMinutes(-10), List.of("ticketly")))
			.problem()).isEqualTo("unauthorized");
		ApiResponse nonsense = this.ticketly.post("/expireTickets", "{}", "Authorization", "bearer nonsense");
		assertThat(nonsense.problem()).isEqualTo("unauthorized");
		assertThat(nonsense.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Ticketly\", error=\"invalid_token\"");
	}

	/**
	 * Anybody may be a customer of the issuer.
	 */
	@Test
	void givesTheLimitsOfOperatorsToTokensWithAScopeOnly() {
		assertThat(this.ticketly.get("/v1/slots", "Authorization", this.issuer.token("tickets:read"))
			.header("RateLimit-Policy")).isEqualTo("\"requests\";q=60000;w=60");
		assertThat(this.ticketly.get("/v1/slots", "Authorization", this.issuer.token("operator"))
			.header("RateLimit-Policy")).isEqualTo("\"requests\";q=60000;w=60");
		assertThat(this.ticketly.get("/v1/slots", "Authorization", this.issuer.token("customer"))
			.header("RateLimit-Policy")).isEqualTo(this.ticketly.get("/v1/slots").header("RateLimit-Policy"));
	}

	@Test
	void refusesBearerTokensForOtherAudiences() {
		for (List<String> audience : List.of(List.of("another service"), List.<String>of())) {
			assertThat(this.ticketly
				.post("/expireTickets", "{}", "Authorization",
						this.issuer.token("operator", Duration.ofMinutes(10), audience))
				.problem()).isEqualTo("unauthorized");
		}
	}

	@ParameterizedTest
	@CsvSource({ "issuer-uri, ''", "jwk-set-uri, ''", "public-key-location, ''", "issuer-uri, ' '" })
	void refusesToStartWithoutAnAudienceOfTokens(String issuer, String audience) {
		assertThat(catchThrowable(() -> TicketlyInstance.builder()
			.with("--spring.security.oauth2.resourceserver.jwt." + issuer + "=" + this.issuer.uri(),
					"--spring.security.oauth2.resourceserver.jwt.audiences=" + audience)
			.start())).hasMessage("The audience of bearer tokens is not set.");
	}

	/**
	 * No browser adds a token to a request by itself.
	 */
	@Test
	void acceptsBearerTokensFromOtherSites() {
		assertThat(this.ticketly
			.post("/expireTickets", "{}", "Authorization", this.issuer.token("operator"), "Sec-Fetch-Site",
					"cross-site")
			.status()).isEqualTo(200);
	}

	@Test
	void answersServiceUnavailableWhenTheTokenIssuerIsUnreachable() {
		try (TicketlyInstance alone = TicketlyInstance.builder()
			.with(TokenIssuer.setting("http://localhost:1"), TokenIssuer.AUDIENCE)
			.start()) {
			ApiResponse response = alone.post("/expireTickets", "{}", "Authorization", this.issuer.token("operator"));

			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isNotEmpty();
		}
	}

	@Test
	void answersServiceUnavailableWhenTheTokenIssuerDoesNotRespond() throws IOException {
		String token = this.issuer.token("operator");
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				TicketlyInstance alone = TicketlyInstance.builder()
					.with(TokenIssuer.setting("http://localhost:" + silent.getLocalPort()), TokenIssuer.AUDIENCE)
					.start()) {
			List<ApiResponse> responses = Concurrently.call(20, (i) -> alone.get("/v1/slots", "Authorization", token));

			assertThat(responses).extracting(ApiResponse::status).containsOnly(503);
		}
	}

	@Test
	void limitsFailedSignInsPerAddress() {
		try (TicketlyInstance strict = TicketlyInstance.builder()
			.with("--ticketly.security.max-failed-sign-ins=5")
			.start()) {
			List<ApiResponse> responses = Concurrently.call(30,
					(i) -> strict.get("/v1/slots", "Authorization", "Basic b3BlcmF0b3I6d3Jvbmc="));

			assertThat(responses).extracting(ApiResponse::status).contains(401, 429).containsOnly(401, 429);
			assertThat(responses.stream().filter((response) -> response.status() == 429))
				.allMatch((response) -> response.problem().equals("too-many-requests"))
				.allMatch((response) -> response.header("Retry-After").equals("1"));
		}
	}

	@Test
	void sendsSecurityHeadersAndNoCookies() {
		ApiResponse response = this.ticketly.get("/v1/slots");

		assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(response.header("Content-Security-Policy")).contains("default-src 'self'");
		assertThat(this.ticketly.getAsOperator("/v1/users/x").header("Set-Cookie")).isEmpty();
	}

	@Test
	void allowsOnlyConfiguredOrigins() {
		ApiResponse known = this.ticketly.get("/v1/slots", "Origin", "https://theatre.example");
		ApiResponse unknown = this.ticketly.get("/v1/slots", "Origin", "https://elsewhere.example");

		assertThat(known.header("Access-Control-Allow-Origin")).isEqualTo("https://theatre.example");
		assertThat(unknown.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(unknown.problem()).isEqualTo("forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "operator", "changeme", "{noop}operator", "{unknown}hash",
			"a password of more than seventy-two bytes is more than bcrypt can read of it" })
	void refusesToStartWithAnUnsafePassword(String password) {
		assertThat(catchThrowable(
				() -> TicketlyInstance.builder().with("--ticketly.security.operator-password=" + password).start()))
			.isInstanceOf(OperatorConfiguration.UnsafePasswordException.class);
	}

}
