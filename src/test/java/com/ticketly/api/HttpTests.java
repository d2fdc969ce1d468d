package com.ticketly.api;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.RawResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.Rejection;
import com.ticketly.http.Problems;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the service treats HTTP itself: methods, paths, headers, and the form of
 * bodies.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class HttpTests {

	private static final List<String> JSON_PATHS = List.of("GET /livez", "GET /readyz", "GET /actuator/health",
			"GET /actuator", "GET /actuator/info", "GET /v3/api-docs", "GET /v1/slots", "POST /v1/tickets",
			"POST /bookTicket", "POST /getAllMovieSlots", "POST /expireTickets", "POST /v1/slots");

	private static final List<String> PATHS = Stream
		.concat(JSON_PATHS.stream().map((path) -> path.split(" ")[1]), Stream.of("/", "/docs", "/swagger-ui/index.html",
				"/v1/slots/x", "/v1/tickets/x", "/v1/holds/x/confirm", "/v1/users/x", "/actuator/prometheus"))
		.distinct()
		.toList();

	private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

	private static final String OPERATOR = "Authorization: Basic b3BlcmF0b3I6b25seSBmb3IgdGVzdHM=\r\n";

	private static final String JSON = "Content-Type: application/json\r\n";

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--logging.threshold.console=info", "--server.tomcat.connection-timeout=1s")
		.start();

	private final String slot = this.ticketly.schedule("Skyfall", 500);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private RawResponse raw(String request) {
		return RawResponse.of(this.ticketly.uri("/"), request);
	}

	private ApiResponse book(String... headers) {
		return this.ticketly.post("/v1/tickets", """
				{"userName":"Zoë","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(this.slot),
				headers);
	}

	private ApiResponse send(String methodAndPath, String... headers) {
		String[] words = methodAndPath.split(" ");
		return this.ticketly
			.send(this.ticketly.requestAsOperator(words[1], headers).method(words[0], BodyPublishers.noBody()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=utf-16", "application/json;charset=iso-8859-1",
			"application/json; charset=\"windows-1252\"", "application/json;charset=us-ascii",
			"application/json;charset=unknown", "application/json;charset=", "*/*;charset=utf-32",
			"application/json;charset=\"a\\\"b\"", "application/*;charset=utf-16;q=0.5", "application/json;indent=4",
			"", "," })
	void sendsJsonInUtf8WhateverIsAsked(String accept) {
		ApiResponse booked = book("Accept", accept, "Accept-Charset", "utf-16, *;q=0");

		assertThat(booked.status()).isEqualTo(201);
		assertThat(booked.header("Content-Type")).isEqualTo("application/json");
		assertThat(this.ticketly
			.get("/v1/tickets/" + booked.json().get(0).get("ticketId").asString() + "/user", "Accept", accept)
			.json()
			.get("userName")
			.asString()).isEqualTo("Zoë");
		for (String path : JSON_PATHS) {
			ApiResponse answer = send(path, "Accept", accept);

			assertThat(answer.status()).as(path).isIn(200, 400, 415);
			assertThat(answer.header("Content-Type")).as(path)
				.isIn("application/json", "application/problem+json", "application/vnd.spring-boot.actuator.v3+json");
		}
		assertThat(this.ticketly.getAsOperator("/actuator/prometheus", "Accept", accept).status()).isIn(200, 406);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "garbage", "application/json;q=0", "*/*;q=0", "*/*, application/json;q=0",
			"application/*;q=0, */*", "application/json;q=2", "a/b/c", "application/", "application/xml, image/*",
			"application/json/;charset=utf-8" })
	void refusesAcceptHeadersWithoutJsonBeforeAnythingIsDone(String accept) {
		int before = this.ticketly.availTickets(this.slot);

		assertThat(book("Accept", accept).problem()).isEqualTo("not-acceptable");
		assertThat(this.ticketly.availTickets(this.slot)).isEqualTo(before);
		assertThat(JSON_PATHS).allSatisfy((path) -> {
			ApiResponse answer = send(path, "Accept", accept, "Content-Type", "application/json");

			assertThat(answer.status()).isEqualTo(406);
			assertThat(answer.problem()).isEqualTo("not-acceptable");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", "application/*+json", "application/json;charset=utf-16",
			"application/json;charset=iso-8859-1", "application/json;charset=unknown", "json", "text/plain",
			"application/json, application/json", "application/json\r\nContent-Type: application/json",
			"application/x-www-form-urlencoded;charset=iso-8859-1", "application/json\r\nContent-Encoding: gzip",
			"application/json\r\nContent-Encoding: br, gzip",
			"application/json\r\nContent-Encoding: identity\r\nContent-Encoding: deflate" })
	void refusesBodiesThatAreNotJsonInUtf8(String contentType) {
		int before = this.ticketly.availTickets(this.slot);

		for (String path : List.of("/v1/tickets", "/bookTicket", "/v1/holds", "/cancelTicket")) {
			RawResponse answer = raw("POST " + path + " HTTP/1.1\r\n" + CLOSE + "Content-Type: " + contentType
					+ "\r\nContent-Length: 2\r\n\r\n{}");

			assertThat(answer.status()).as(path).isEqualTo(415);
			assertThat(answer.problem()).isEqualTo("unsupported-media-type");
			assertThat(answer.header("accept") + answer.header("accept-encoding")).isNotEmpty();
		}
		assertThat(this.ticketly.availTickets(this.slot)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json;charset=UTF-8", "application/json; charset=\"utf-8\"",
			"Application/JSON", "application/json\r\nContent-Encoding: identity" })
	void acceptsBodiesInUtf8(String contentType) {
		RawResponse answer = raw("POST /v1/tickets HTTP/1.1\r\n" + CLOSE + "Content-Type: " + contentType
				+ "\r\nContent-Length: 2\r\n\r\n{}");

		assertThat(answer.problem()).isEqualTo("invalid-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez;a=%", "/livez;%zz", "/v1/slots;a=%2", "/v1/users/x;%", "/docs;a=%zz", "/;%",
			"/nothing;%u0041", "/actuator/prometheus;x=%", "/swagger-ui/index.html;a=%%" })
	void refusesPathsThatCannotBeDecodedWithOneLineInTheLog(String path, CapturedOutput output) {
		for (String authorization : List.of("", OPERATOR)) {
			long linesBefore = output.getAll().lines().count();

			RawResponse answer = raw("GET " + path + " HTTP/1.1\r\n" + CLOSE + authorization + "\r\n");

			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.problem()).isEqualTo("bad-request");
			assertThat(output.getAll().lines()).hasSize((int) linesBefore + 1)
				.last()
				.asString()
				.contains(answer.json().get("traceId").asString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "BREW", "PROPFIND", "get", "Post", "TRACE", "PUT", "QUERY" })
	void answersUnknownMethodsWithThoseOfThePath(String method) {
		assertThat(PATHS).allSatisfy((path) -> {
			RawResponse answer = raw(method + " " + path + " HTTP/1.1\r\n" + CLOSE + "Content-Length: 0\r\n\r\n");

			assertThat(answer.status()).isEqualTo(405);
			assertThat(answer.problem()).isEqualTo("method-not-allowed");
			assertThat(methods(answer)).isEqualTo(methods(raw("OPTIONS " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n")));
		});
	}

	private static Set<String> methods(RawResponse answer) {
		return Arrays.stream(answer.header("allow").split(",")).map(String::strip).collect(Collectors.toSet());
	}

	@ParameterizedTest
	@CsvSource({ "/v1/slots, 'GET,HEAD,POST,OPTIONS'", "/v1/slots/x, 'GET,HEAD,PATCH,OPTIONS'",
			"/v1/tickets/x, 'GET,HEAD,DELETE,OPTIONS'", "/bookTicket, 'POST,OPTIONS'", "/livez, 'GET,HEAD,OPTIONS'",
			"/, 'GET,HEAD,OPTIONS'" })
	void listsTheMethodsOfAPath(String path, String allowed) {
		for (String method : List.of("OPTIONS", "TRACE", "BREW")) {
			assertThat(methods(raw(method + " " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n")))
				.containsExactlyInAnyOrder(allowed.split(","));
		}
	}

	@Test
	void listsTheMethodsOfTheServer() {
		assertThat(methods(raw("OPTIONS * HTTP/1.1\r\n" + CLOSE + "\r\n"))).containsExactlyInAnyOrder("GET", "HEAD",
				"POST", "PATCH", "DELETE", "OPTIONS");
	}

	/**
	 * Requests with other methods skip authentication.
	 */
	@Test
	void noOperationHasAMethodThatSkipsAuthentication() {
		List<RequestMappingInfo> mappings = this.ticketly.beans(RequestMappingInfoHandlerMapping.class)
			.flatMap((mapping) -> mapping.getHandlerMethods().keySet().stream())
			.toList();

		assertThat(mappings).hasSizeGreaterThan(30)
			.allSatisfy((mapping) -> assertThat(mapping.getMethodsCondition().getMethods()).isNotEmpty()
				.isSubsetOf(RequestMethod.GET, RequestMethod.POST, RequestMethod.PATCH, RequestMethod.DELETE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "NONSENSE\\r\\n\\r\\n | bad-request", "GET /livez HTTP/1.1\\r\\n\\r\\n | bad-request",
					"GET /livez HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | bad-request",
					"GET /livez HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | http-version-not-supported",
					"CONNECT localhost:80 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | not-implemented",
					"GET * HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | bad-request",
					"GET ftp://a/livez HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | bad-request",
					"GET http://b/livez HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | bad-request" })
	void answersWithProblemsToUnreadableRequests(String request, String problem) {
		assertThat(problemOf(request.replace("\\r", "\r").replace("\\n", "\n"))).isEqualTo(problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%zz", "/%00", "/<x>", "/a|b", "/\u00ff", "//livez", "/v1/../livez", "/v1/%2e%2e/livez",
			"/%2e%2e%2f", "/a%2fb", "/a%5cb", "/a\\b", "/%0d%0aX:y", "/livez;a=b", "/livez%3Ba", "/v1/slots/%ff",
			"/v1/slots/%c0%af", "/v1/slots?name=%ff", "/v1/slots?name=%zz", "/livez?%zz", "/docs?%ff", "livez", "?x",
			"/livez#x" })
	void answersBadRequestToMalformedTargets(String target) {
		assertThat(problemOf("GET " + target + " HTTP/1.1\r\n" + CLOSE + "\r\n")).isEqualTo("bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/getAllMovieSlots?%zz", "/expireTickets?%ff", "/cancelTicket?ticketId=%zz" })
	void answersBadRequestToMalformedQueriesOfOperationsThatIgnoreThem(String target) {
		assertThat(problemOf("POST " + target + " HTTP/1.1\r\n" + CLOSE + OPERATOR + "Content-Length: 0\r\n\r\n"))
			.isEqualTo("bad-request");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Expect: something | expectation-failed", "Transfer-Encoding: gzip | not-implemented",
					"Transfer-Encoding: chunked, chunked | bad-request", "Transfer-Encoding: , | bad-request",
					"Transfer-Encoding: chunked | bad-request", "Content-Length: x | bad-request",
					"Content-Length: -1 | bad-request", "Content-Length: 9999999999 | content-too-large",
					"Content-Length: 50 | request-timeout", "No Colon | bad-request", "B@d: header | bad-request" })
	void answersWithProblemsToBodiesThatCannotBeRead(String header, String problem) {
		for (String path : List.of("/v1/tickets", "/bookTicket")) {
			assertThat(problemOf("POST " + path + " HTTP/1.1\r\n" + CLOSE + JSON + header + "\r\n\r\nzz\r\n"))
				.isEqualTo(problem);
		}
	}

	/**
	 * A client that ends its part of the connection sends an incomplete body at once.
	 */
	@ParameterizedTest
	@ValueSource(
			strings = { "/bookTicket", "/cancelTicket", "/getAllMovieSlots", "/expireTickets", "/v1/holds/x/confirm" })
	void answersWithProblemsToIncompleteForms(String path) {
		String request = "POST " + path + " HTTP/1.1\r\n" + CLOSE + OPERATOR
				+ "Content-Type: application/x-www-form-urlencoded\r\n";

		for (String body : List.of("Content-Length: 50\r\n\r\na=b", "Transfer-Encoding: chunked\r\n\r\n3\r\na=b",
				"Transfer-Encoding: chunked\r\n\r\n")) {
			assertThat(problemOf(request + body)).isEqualTo("request-timeout");
			assertThat(RawResponse.ofAll(this.ticketly.uri("/"), request + body).problem()).isEqualTo("bad-request");
		}
	}

	@ParameterizedTest
	@CsvSource({ "a=%zz, bad-request", "a=%ff, bad-request", "%, bad-request",
			"numTickets=1&numTickets=2, invalid-request", "'', invalid-request" })
	void answersWithProblemsToFormsThatCannotBeDecoded(String form, String problem) {
		assertThat(problemOf("POST /bookTicket?numTickets=1 HTTP/1.1\r\n" + CLOSE
				+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
				+ form))
			.isEqualTo(problem);
		assertThat(problemOf("POST /bookTicket HTTP/1.1\r\n" + CLOSE
				+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4004\r\n\r\n"
				+ "a=b&".repeat(1001)))
			.isEqualTo("bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/actuator/health", "/actuator/health/dynamodb", "/actuator/info" })
	void ignoresBodiesOfRequestsForTheState(String path) {
		for (String body : List.of("[1,2]", "{", "{\"a\":1}", "null", "junk")) {
			assertThat(raw("GET " + path + " HTTP/1.1\r\n" + CLOSE + OPERATOR + JSON + "Content-Length: "
					+ body.length() + "\r\n\r\n" + body)
				.status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/getAllMovieSlots", "/expireTickets" })
	void refusesBodiesThatAreNotJsonObjectsOfOperationsWithoutFields(String path) {
		String request = "POST " + path + " HTTP/1.1\r\n" + CLOSE + OPERATOR;

		assertThat(problemOf(request + "Content-Type: text/plain\r\nContent-Length: 4\r\n\r\njunk"))
			.isEqualTo("unsupported-media-type");
		assertThat(problemOf(request + JSON + "Content-Length: 4\r\n\r\njunk")).isEqualTo("invalid-request");
		assertThat(problemOf(request + JSON + "Content-Length: 3\r\n\r\n[1]")).isEqualTo("invalid-request");
		assertThat(raw(request + JSON + "Content-Length: 7\r\n\r\n{\"a\":1}").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "GET /nothing, not-found", "GET /actuator/health/nothing, not-found", "GET /actuator/env, not-found",
			"GET /swagger-ui/nothing, not-found", "GET /v1/users/x, unauthorized", "PUT /v1/slots, method-not-allowed",
			"GET /v1/slots/x, slot-not-found", "GET /v1/slots?limit=x, invalid-request" })
	void answersWithProblemsOfOneKind(String request, String problem) {
		assertThat(problemOf(request + " HTTP/1.1\r\n" + CLOSE + "\r\n")).isEqualTo(problem);
	}

	@Test
	void answersBadRequestToHeadersThatAreTooLargeOrTooMany() {
		for (String header : List.of("X: " + "a".repeat(9000), "X: a\r\n".repeat(150),
				"Cookie: " + "a=b; ".repeat(300))) {
			assertThat(problemOf("GET /livez HTTP/1.1\r\n" + CLOSE + header + "\r\n\r\n")).isEqualTo("bad-request");
		}
		assertThat(problemOf("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + CLOSE + "\r\n")).isEqualTo("bad-request");
	}

	/**
	 * Sends a request and checks that the response is a complete problem, whoever has
	 * created it.
	 */
	private String problemOf(String request) {
		RawResponse answer = raw(request);

		assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
		assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff")
			.containsEntry("x-frame-options", "DENY")
			.containsKeys("content-security-policy")
			.hasEntrySatisfying("cache-control", (value) -> assertThat(value).contains("no-store"));
		assertThat(answer.json().propertyNames()).contains("type", "title", "status", "detail", "instance", "traceId");
		assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
		assertThat(Problems.Type.of(answer.problem()).status().value()).isEqualTo(answer.status());
		assertThat(answer.json().get("traceId").asString()).matches("[0-9a-f]{32}");
		return answer.problem();
	}

	@ParameterizedTest
	@CsvSource({ "/v1/tickets/%41%20b, /v1/tickets/%41%20b", "/v1/tickets/%C3%A4;a, /v1/tickets/%C3%A4;a",
			"/livez;a=%, /livez;a=%25", "/nothing%20here, /nothing%20here", "//livez, /livez", "//, /" })
	void reportsTheInstanceAsItWasSent(String path, String instance) {
		assertThat(raw("GET " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n").json().get("instance").asString())
			.isEqualTo(instance);
	}

	@ParameterizedTest
	@FieldSource("REJECTIONS")
	void everyRejectionIsAProblemType(String code) {
		assertThat(Problems.Type.of(code).code()).isEqualTo(code);
	}

	static final List<String> REJECTIONS = Arrays.stream(Rejection.class.getPermittedSubclasses())
		.flatMap((type) -> type.isEnum() ? Arrays.stream(Rejection.NotFound.values()).map(Rejection::code)
				: Stream.of(type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase()))
		.toList();

	@ParameterizedTest
	@ValueSource(strings = { "W/\"1-20\"", "\"1-20-gzip\"", "\"1-20;br\"", "\"1-20--gzip\"", "\"1-20", "1-20",
			"nonsense", "\"\"", "\"*\"", "W/*", "w/\"1-20\"", "\"1-20\"x", "'1-20'", ",", "W/\"1-20\", W/\"2-20\"",
			"\"99999999999999999999-1\"" })
	void saysThatAChangedTagNeverMatches(String ifMatch) {
		String id = this.ticketly.schedule("Metropolis", 20);

		ApiResponse answer = change(id, ifMatch);

		assertThat(answer.status()).isEqualTo(412);
		assertThat(answer.problem()).isEqualTo("etag-never-matches");
		assertThat(answer.json().get("detail").asString()).contains("never matches", "weak", "proxy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "\"1-20\"", "\"0-20\", \"1-20\"", "W/\"1-20\", \"1-20\"", "\"x\" , \"1-3\"" })
	void changesASlotIfATagMatches(String ifMatch) {
		assertThat(change(this.ticketly.schedule("Metropolis", 20), ifMatch).status()).isEqualTo(200);
	}

	private ApiResponse change(String id, String ifMatch) {
		return this.ticketly.send(this.ticketly
			.requestAsOperator("/v1/slots/" + id, "If-Match", ifMatch, "Content-Type", "application/json")
			.method("PATCH", BodyPublishers.ofString("{\"slotDescription\":\"silent\"}")));
	}

}
