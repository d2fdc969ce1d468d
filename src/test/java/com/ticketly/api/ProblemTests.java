package com.ticketly.api;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.input.InputBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the problems returned for invalid requests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemTests {

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /nothing, 404, not-found", "GET, /error, 404, not-found",
			"PUT, /v1/slots, 405, method-not-allowed", "DELETE, /v1/tickets, 405, method-not-allowed",
			"GET, /bookTicket, 405, method-not-allowed", "GET, /v1/slots/a;b, 400, bad-request",
			"GET, //v1/slots, 400, bad-request" })
	void answersWithStatusAndProblemType(String method, String path, int status, String problem) {
		ApiResponse answer = this.ticketly.send(this.ticketly.request(path).method(method, BodyPublishers.noBody()));

		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.problem()).isEqualTo(problem);
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/csv", "garbage", "application/xml" })
	void refusesAcceptHeadersOtherThanJson(String accept) {
		assertThat(this.ticketly.get("/v1/slots", "Accept", accept).problem()).isEqualTo("not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/xml", "nonsense", "multipart/form-data; boundary=x" })
	void refusesBodiesOtherThanJson(String contentType) {
		for (String path : List.of("/v1/tickets", "/bookTicket")) {
			ApiResponse answer = this.ticketly.send(this.ticketly.request(path)
				.header("Content-Type", contentType)
				.POST(BodyPublishers.ofString("--x--")));

			assertThat(answer.problem()).as(path).isEqualTo("unsupported-media-type");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-www-form-urlencoded" })
	void refusesABodyThatIsTooLarge(String contentType) {
		ApiResponse answer = this.ticketly.send(this.ticketly.request("/bookTicket")
			.header("Content-Type", contentType)
			.POST(BodyPublishers.ofString("a".repeat(InputBinding.MAX_BODY + 1))));

		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.problem()).isEqualTo("content-too-large");
	}

	@Test
	void refusesABodyThatIsNestedTooDeep() {
		assertThat(this.ticketly.post("/bookTicket", "[".repeat(5000)).problem()).isEqualTo("invalid-request");
		assertThat(this.ticketly.post("/cancelTicket", "{\"ticketId\":{\"a\":[1]}}").invalidFields())
			.containsExactly("ticketId");
	}

	@Test
	void refusesEmptyStringsInsteadOfIgnoringThem() {
		ApiResponse booking = this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"SLT","numTickets":"","seats":["1"]}""");
		ApiResponse slot = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"A","slotDescription":"","startTime":"","endTime":"2030-11-01 15:22","slotType":"",
				"genre":"","capacity":"","seatingPlan":""}""");

		assertThat(booking.invalidFields()).containsExactly("numTickets");
		assertThat(slot.invalidFields()).containsExactlyInAnyOrder("startTime", "slotType", "genre", "capacity",
				"seatingPlan");
		assertThat(this.ticketly.get("/v1/slots?limit=&available=&from=").invalidFields())
			.containsExactlyInAnyOrder("limit", "available", "from");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v1/slots?a%00b=1 HTTP/1.1", "GET /v1/%zz HTTP/1.1", "GET /<x> HTTP/1.1",
			"POST /cancelTicket?ticketId=%zz HTTP/1.1", "GET /v1/slots/%00 HTTP/1.1", "NONSENSE", "GET // HTTP/1.1",
			"GET /v1/slots?name=%ff%fe HTTP/1.1", "GET /v1/slots?limit=1&limit=2 HTTP/1.1" })
	void answersBadRequestToMalformedRequests(String requestLine) throws IOException {
		String answer = raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

		assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "urn:ticketly:problem:");
	}

	@Test
	void answersBadRequestToAnIncompleteBody() throws IOException {
		String answer = raw("POST /bookTicket HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 50\r\n\r\n{\"a\"");

		assertThat(answer).startsWith("HTTP/1.1 400");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1.2.3", "x.1" })
	void reportsAnInvalidHostHeader(String host) throws IOException {
		String answer = raw("DELETE /v1/tickets/x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

		assertThat(answer).startsWith("HTTP/1.1 400").contains("invalid-request", "Host");
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.ticketly.uri("/").getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void revealsNoInternals() {
		List<ApiResponse> answers = List.of(this.ticketly.get("/nothing"), this.ticketly.post("/bookTicket", "{"),
				this.ticketly.get("/v1/tickets/x"), this.ticketly.post("/expireTickets"));

		assertThat(answers).allSatisfy((answer) -> assertThat(answer.response().body()).doesNotContain("Exception",
				"com.ticketly", "springframework", "tomcat"));
	}

}
