package com.ticketly.security;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTests {

	private static final String AUDIENCE = "--spring.security.oauth2.resourceserver.jwt.audiences=ticketly";

	private final RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();

	private final HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

	private final TicketlyInstance ticketly;

	SecurityTests() throws IOException, JOSEException {
		serve("/.well-known/openid-configuration", Map.of("issuer", issuerUri(), "jwks_uri", issuerUri() + "/keys",
				"subject_types_supported", List.of("public")));
		serve("/keys", new JWKSet(this.key.toPublicJWK()).toJSONObject());
		this.issuer.start();
		this.ticketly = TicketlyInstance.builder()
			.with("--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuerUri(), AUDIENCE,
					"--ticketly.security.allowed-origins=https://theatre.example",
					"--ticketly.security.max-failed-sign-ins=5")
			.start();
	}

	private String issuerUri() {
		return "http://localhost:" + this.issuer.getAddress().getPort();
	}

	private void serve(String path, Map<String, Object> json) {
		byte[] content = JsonMapper.shared().writeValueAsBytes(json);
		this.issuer.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, content.length);
			try (OutputStream body = exchange.getResponseBody()) {
				body.write(content);
			}
		});
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.issuer.stop(0);
	}

	private String token(String scope, Instant expiry) throws JOSEException {
		return token(scope, expiry, List.of("another service", "ticketly"));
	}

	private String token(String scope, Instant expiry, List<String> audience) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
				new JWTClaimsSet.Builder().issuer(issuerUri())
					.subject("box office")
					.audience(audience)
					.claim("scope", scope)
					.expirationTime(Date.from(expiry))
					.build());
		token.sign(new RSASSASigner(this.key));
		return "Bearer " + token.serialize();
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
	void acceptsBearerTokensWithTheOperatorScope() throws JOSEException {
		Instant later = Instant.now().plusSeconds(600);

		assertThat(this.ticketly.post("/expireTickets", "{}", "Authorization", token("operator", later)).status())
			.isEqualTo(200);
		assertThat(this.ticketly.postAsOperator("/expireTickets", "{}").status()).isEqualTo(200);
		assertThat(this.ticketly.post("/expireTickets", "{}", "Authorization", token("customer", later)).problem())
			.isEqualTo("forbidden");
		assertThat(this.ticketly
			.post("/expireTickets", "{}", "Authorization", token("operator", Instant.now().minusSeconds(600)))
			.problem()).isEqualTo("unauthorized");
		ApiResponse nonsense = this.ticketly.post("/expireTickets", "{}", "Authorization", "bearer nonsense");
		assertThat(nonsense.problem()).isEqualTo("unauthorized");
		assertThat(nonsense.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Ticketly\", error=\"invalid_token\"");
	}

	@Test
	void refusesBearerTokensForOtherAudiences() throws JOSEException {
		Instant later = Instant.now().plusSeconds(600);

		for (List<String> audience : List.of(List.of("another service"), List.<String>of())) {
			assertThat(this.ticketly.post("/expireTickets", "{}", "Authorization", token("operator", later, audience))
				.problem()).isEqualTo("unauthorized");
		}
	}

	@ParameterizedTest
	@CsvSource({ "issuer-uri, ''", "jwk-set-uri, ''", "public-key-location, ''", "issuer-uri, ' '" })
	void refusesToStartWithoutAnAudienceOfTokens(String issuer, String audience) {
		assertThat(catchThrowable(() -> TicketlyInstance.builder()
			.with("--spring.security.oauth2.resourceserver.jwt." + issuer + "=" + issuerUri(),
					"--spring.security.oauth2.resourceserver.jwt.audiences=" + audience)
			.start())).hasMessage("The audience of bearer tokens is not set.");
	}

	/**
	 * No browser adds a token to a request by itself.
	 */
	@Test
	void acceptsBearerTokensFromOtherSites() throws JOSEException {
		assertThat(this.ticketly
			.post("/expireTickets", "{}", "Authorization", token("operator", Instant.now().plusSeconds(600)),
					"Sec-Fetch-Site", "cross-site")
			.status()).isEqualTo(200);
	}

	@Test
	void answersServiceUnavailableWhenTheTokenIssuerIsUnreachable() throws JOSEException {
		try (TicketlyInstance alone = TicketlyInstance.builder()
			.with("--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:1", AUDIENCE)
			.start()) {
			ApiResponse response = alone.post("/expireTickets", "{}", "Authorization",
					token("operator", Instant.now().plusSeconds(600)));

			assertThat(response.status()).isEqualTo(503);
			assertThat(response.header("Retry-After")).isNotEmpty();
		}
	}

	@Test
	void answersServiceUnavailableWhenTheTokenIssuerDoesNotRespond() throws IOException, JOSEException {
		String token = token("operator", Instant.now().plusSeconds(600));
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				TicketlyInstance alone = TicketlyInstance.builder()
					.with("--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://localhost:"
							+ silent.getLocalPort(), AUDIENCE)
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
