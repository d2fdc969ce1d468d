package com.ticketly.security;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.apikey.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests who may call what: every operation and every other path, by every kind of caller.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTests {

	private static final List<String> PUBLIC_OPERATIONS = List.of("GET /v1/slots", "GET /v1/slots/{slotId}",
			"GET /v1/slots/{slotId}/seats", "POST /v1/tickets", "GET /v1/tickets/{ticketId}",
			"DELETE /v1/tickets/{ticketId}", "POST /v1/tickets/{ticketId}/reschedule",
			"POST /v1/tickets/{ticketId}/transfer", "GET /v1/bookings/{bookingId}", "GET /v1/tickets/{ticketId}/user",
			"GET /v1/tickets/{ticketId}/code", "GET /.well-known/jwks.json", "POST /v1/holds", "GET /v1/holds/{holdId}",
			"DELETE /v1/holds/{holdId}", "POST /v1/holds/{holdId}/confirm", "POST /v1/holds/{holdId}/prolong",
			"GET /v1/halls", "GET /v1/halls/{hallId}", "GET /v1/shows", "GET /v1/shows/{showId}",
			"GET /v1/shows/{showId}/slots", "POST /v1/door-codes/redeem", "POST /bookTicket",
			"POST /updateMovieSlotForTicket", "POST /cancelTicket", "POST /getUserDetailsByTicketId",
			"POST /getAllMovieSlots", "POST /getAllMovieSlotsByGenre");

	private static final Map<Scope, List<String>> OPERATIONS_BY_SCOPE = Map.of(Scope.SLOTS,
			List.of("POST /v1/slots", "PATCH /v1/slots/{slotId}", "POST /v1/slots/{slotId}/cancel",
					"POST /v1/slots/import", "GET /v1/slots/export", "POST /v1/slots/{slotId}/seats/block",
					"POST /v1/slots/{slotId}/seats/unblock", "POST /v1/halls", "PATCH /v1/halls/{hallId}",
					"POST /v1/shows", "PATCH /v1/shows/{showId}", "POST /v1/shows/{showId}/cancel",
					"POST /scheduleMovie"),
			Scope.TICKETS_READ,
			List.of("GET /v1/slots/{slotId}/tickets", "GET /v1/users/{userId}/tickets", "GET /v1/tickets/export",
					"GET /v1/sales/export", "GET /v1/slots/{slotId}/report", "GET /v1/shows/{showId}/report",
					"GET /v1/reports/days", "GET /v1/reports/slots", "POST /getAllTicketsForMovieSlot"),
			Scope.DOOR,
			List.of("POST /v1/slots/{slotId}/admissions", "GET /v1/slots/{slotId}/admissions",
					"GET /v1/slots/{slotId}/manifest"),
			Scope.SALES,
			List.of("POST /v1/box-office/bookings", "GET /v1/box-office/bookings",
					"GET /v1/box-office/bookings/{bookingId}", "POST /v1/box-office/bookings/{bookingId}/move",
					"POST /v1/box-office/bookings/{bookingId}/cancel", "POST /v1/box-office/bookings/{bookingId}/send",
					"POST /v1/box-office/tickets/{ticketId}/reseat"),
			Scope.USERS_READ, List.of("GET /v1/users/{userId}"), Scope.EXPIRY, List.of("POST /expireTickets"),
			Scope.KEYS, List.of("GET /v1/keys", "POST /v1/keys", "GET /v1/keys/{keyId}", "DELETE /v1/keys/{keyId}",
					"POST /v1/keys/{keyId}/rotate", "POST /v1/door-codes"));

	private static final List<String> OPERATIONS_OF_OPERATORS = OPERATIONS_BY_SCOPE.values()
		.stream()
		.flatMap(List::stream)
		.toList();

	private static final List<String> OTHER_PUBLIC_PATHS = List.of("GET /", "GET /docs", "GET /door",
			"GET /door-worker.js", "GET /swagger-ui/index.html", "GET /v3/api-docs", "GET /v3/api-docs.yaml",
			"GET /v3/api-docs/swagger-config", "GET /tickets.css", "GET /livez", "GET /readyz", "GET /actuator/health",
			"GET /actuator/health/liveness", "GET /actuator/health/dynamodb", "GET /unknown");

	private static final List<String> OTHER_PATHS_OF_OPERATORS = List.of("GET /actuator", "GET /actuator/info",
			"GET /actuator/prometheus");

	private final TokenIssuer issuer = TokenIssuer.start();

	private final TokenIssuer other = TokenIssuer.start();

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TokenIssuer.setting(this.issuer.uri()), TokenIssuer.AUDIENCE,
				"--ticketly.security.max-failed-sign-ins=1000")
		.start();

	private final String revoked = revokedKey();

	private String revokedKey() {
		JsonNode key = this.ticketly
			.postAsOperator("/v1/keys", "{\"name\":\"revoked\",\"scopes\":[\"slots\",\"keys\"]}")
			.json();
		this.ticketly.send(this.ticketly.requestAsOperator("/v1/keys/" + key.get("keyId").asString()).DELETE());
		return key.get("key").asString();
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.issuer.close();
		this.other.close();
	}

	@Test
	void knowsAllOperations() {
		Set<String> operations = new TreeSet<>();
		JsonNode paths = this.ticketly.get("/v3/api-docs").json().get("paths");
		paths.propertyStream()
			.forEach((path) -> path.getValue()
				.propertyNames()
				.forEach((method) -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

		assertThat(operations).hasSize(PUBLIC_OPERATIONS.size() + OPERATIONS_OF_OPERATORS.size())
			.containsAll(PUBLIC_OPERATIONS)
			.containsAll(OPERATIONS_OF_OPERATORS);
	}

	@ParameterizedTest
	@EnumSource
	void allowsPublicOperationsAndPathsTo(Caller caller) {
		assertAll(caller, PUBLIC_OPERATIONS, caller.publicOperations);
		assertAll(caller, OTHER_PUBLIC_PATHS, caller.publicOperations);
	}

	@ParameterizedTest
	@EnumSource
	void allowsOperationsAndPathsOfOperatorsTo(Caller caller) {
		assertAll(caller, OPERATIONS_OF_OPERATORS, caller.operationsOfOperators);
		assertAll(caller, OTHER_PATHS_OF_OPERATORS, caller.operationsOfOperators);
	}

	@ParameterizedTest
	@EnumSource
	void allowsOperationsOfAScopeOnlyToThose(Scope scope) {
		for (String authorization : List.of("Bearer " + key(scope), this.issuer.token(scope.toString()))) {
			PUBLIC_OPERATIONS
				.forEach((operation) -> assertThat(Access.of(send(authorization, operation, false))).as(operation)
					.isEqualTo(Access.ALLOWED));
			OTHER_PATHS_OF_OPERATORS.forEach((path) -> assertThat(Access.of(send(authorization, path, false))).as(path)
				.isEqualTo(Access.FORBIDDEN));
			OPERATIONS_BY_SCOPE.forEach((needed, operations) -> operations.forEach((operation) -> {
				ApiResponse response = send(authorization, operation, false);
				assertThat(Access.of(response)).as("%s with the scope %s", operation, scope)
					.isEqualTo((needed == scope) ? Access.ALLOWED : Access.FORBIDDEN);
				if (needed != scope) {
					assertThat(response.json().get("scope").asString()).isEqualTo(needed.toString());
				}
			}));
		}
	}

	private String key(Scope scope) {
		return this.ticketly.postAsOperator("/v1/keys", "{\"name\":\"%1$s\",\"scopes\":[\"%1$s\"]}".formatted(scope))
			.json()
			.get("key")
			.asString();
	}

	private void assertAll(Caller caller, List<String> operations, Access expected) {
		for (String operation : operations) {
			boolean changes = !operation.startsWith("GET ");
			assertThat(Access.of(send(caller, operation))).as("%s by %s", operation, caller)
				.isEqualTo((caller.isOnAnotherSite() && !changes) ? Access.ALLOWED : expected);
		}
	}

	private ApiResponse send(Caller caller, String operation) {
		String authorization = (caller == Caller.REVOKED_KEY) ? "Bearer " + this.revoked
				: caller.authorization(this.issuer, this.other);
		return send(authorization, operation, caller.isOnAnotherSite());
	}

	/**
	 * Sends a request for something that does not exist, without a body.
	 */
	private ApiResponse send(String authorization, String operation, boolean onAnotherSite) {
		String[] methodAndPath = operation.split(" ");
		String path = methodAndPath[1].replaceAll("\\{.*?}", "unknown");
		HttpRequest.Builder request = this.ticketly.request(path).method(methodAndPath[0], BodyPublishers.noBody());
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		if (onAnotherSite) {
			request.header("Sec-Fetch-Site", "cross-site");
		}
		return this.ticketly.send(request);
	}

	/**
	 * Who sends requests, and what they may call. A browser of an operator that another
	 * site uses may send requests that change nothing, because the site cannot read the
	 * answers.
	 */
	private enum Caller {

		ANYBODY(Access.ALLOWED, Access.NO_CREDENTIALS),

		OPERATOR_WITH_PASSWORD(Access.ALLOWED, Access.ALLOWED),

		OPERATOR_WITH_TOKEN(Access.ALLOWED, Access.ALLOWED),

		TOKEN_OF_ANOTHER_SCOPE(Access.ALLOWED, Access.FORBIDDEN),

		EXPIRED_TOKEN(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		TOKEN_FOR_ANOTHER_AUDIENCE(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		TOKEN_OF_ANOTHER_ISSUER(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		UNKNOWN_KEY(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		REVOKED_KEY(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		WRONG_PASSWORD(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		UNKNOWN_NAME(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		NONSENSE(Access.NO_CREDENTIALS, Access.NO_CREDENTIALS),

		OPERATOR_ON_ANOTHER_SITE(Access.FORBIDDEN, Access.FORBIDDEN);

		private final Access publicOperations;

		private final Access operationsOfOperators;

		Caller(Access publicOperations, Access operationsOfOperators) {
			this.publicOperations = publicOperations;
			this.operationsOfOperators = operationsOfOperators;
		}

		private boolean isOnAnotherSite() {
			return this == OPERATOR_ON_ANOTHER_SITE;
		}

		/**
		 * Returns the value of the {@code Authorization} header, empty for none.
		 */
		private String authorization(TokenIssuer issuer, TokenIssuer other) {
			return switch (this) {
				case ANYBODY -> "";
				case OPERATOR_WITH_PASSWORD, OPERATOR_ON_ANOTHER_SITE -> TicketlyInstance.OPERATOR_AUTHORIZATION;
				case OPERATOR_WITH_TOKEN -> issuer.token("operator");
				case TOKEN_OF_ANOTHER_SCOPE -> issuer.token("customer");
				case EXPIRED_TOKEN -> issuer.token("operator", Duration.ofMinutes(-10), List.of("ticketly"));
				case TOKEN_FOR_ANOTHER_AUDIENCE ->
					issuer.token("operator", Duration.ofMinutes(10), List.of("another service"));
				case TOKEN_OF_ANOTHER_ISSUER -> other.token("operator");
				case UNKNOWN_KEY -> "Bearer ticketly_01JDB4N6P1C3D5E7F9G1H3J5K7" + "0".repeat(40) + "c4549123";
				case REVOKED_KEY -> throw new IllegalArgumentException("It is made once for all requests");
				case WRONG_PASSWORD -> basic("operator:wrong");
				case UNKNOWN_NAME -> basic("admin:" + TicketlyInstance.PASSWORD);
				case NONSENSE -> "Basic nonsense";
			};
		}

		private static String basic(String credentials) {
			return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes());
		}

	}

	/**
	 * What a caller is told.
	 */
	private enum Access {

		ALLOWED, NO_CREDENTIALS, FORBIDDEN;

		static Access of(ApiResponse response) {
			return switch (response.status()) {
				case 401 -> NO_CREDENTIALS;
				case 403 -> FORBIDDEN;
				case 429, 500, 503 -> throw new AssertionError("Unexpected: " + response.status());
				default -> ALLOWED;
			};
		}

	}

}
