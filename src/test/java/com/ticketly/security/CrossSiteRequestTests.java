package com.ticketly.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that pages of other sites cannot act for a signed-in operator.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossSiteRequestTests {

	private static final String ALLOWED = "https://theatre.example";

	private static final List<String> CHANGES = List.of("POST /scheduleMovie", "POST /expireTickets",
			"POST /getAllTicketsForMovieSlot", "POST /bookTicket", "POST /cancelTicket", "POST /v1/slots",
			"PATCH /v1/slots/x", "POST /v1/slots/x/cancel", "POST /v1/tickets", "DELETE /v1/tickets/x");

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private ApiResponse submitForm(String methodAndPath, String... headers) {
		String[] words = methodAndPath.split(" ");
		return this.ticketly.send(this.ticketly.requestAsOperator(words[1], headers)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.method(words[0], BodyPublishers.ofString("movieName=Skyfall")));
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Sec-Fetch-Site, unknown",
			"Origin, https://evil.example", "Origin, null", "Origin, http://[", "Origin, no origin",
			"Origin, http://localhost", "Origin, https://localhost" })
	void refusesChangesOfOtherSites(String header, String value) {
		assertThat(CHANGES).allSatisfy((change) -> {
			ApiResponse answer = submitForm(change, header, value);

			assertThat(answer.status()).isEqualTo(403);
			assertThat(answer.problem()).isEqualTo("forbidden");
		});
	}

	/**
	 * A browser that sends both says the same in both.
	 */
	@Test
	void refusesChangesOfOtherSitesThatSendTheOwnOrigin() {
		assertThat(submitForm("POST /expireTickets", "Sec-Fetch-Site", "cross-site", "Origin", ownOrigin()).status())
			.isEqualTo(403);
	}

	private String ownOrigin() {
		return "http://localhost:" + this.ticketly.uri("/").getPort();
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void acceptsChangesOfOwnPagesAndUsers(String site) {
		assertThat(submitForm("POST /expireTickets", "Sec-Fetch-Site", site, "Origin", ownOrigin()).status())
			.isEqualTo(200);
	}

	@Test
	void acceptsChangesOfClientsThatAreNoBrowsers() {
		assertThat(submitForm("POST /expireTickets").status()).isEqualTo(200);
	}

	@Test
	void acceptsChangesOfBrowsersThatOnlySendTheOwnOrigin() {
		assertThat(submitForm("POST /expireTickets", "Origin", ownOrigin()).status()).isEqualTo(200);
		assertThat(submitForm("POST /expireTickets", "Origin", "https://tickets.example", "X-Forwarded-Proto", "https",
				"X-Forwarded-Host", "tickets.example")
			.status()).isEqualTo(200);
	}

	@Test
	void acceptsLinksOfOtherSites() {
		assertThat(this.ticketly.getAsOperator("/actuator/info", "Sec-Fetch-Site", "cross-site").status())
			.isEqualTo(200);
		assertThat(this.ticketly.get("/docs", "Sec-Fetch-Site", "cross-site").status()).isEqualTo(302);
	}

	/**
	 * They can do nothing that a client without credentials cannot do.
	 */
	@Test
	void acceptsRequestsWithoutCredentials() {
		assertThat(this.ticketly.post("/v1/tickets", "{}", "Sec-Fetch-Site", "cross-site").problem())
			.isEqualTo("invalid-request");
	}

	@Test
	void acceptsChangesOfPagesThatMayCallTheService() {
		try (TicketlyInstance open = TicketlyInstance.builder()
			.with("--ticketly.security.allowed-origins=" + ALLOWED)
			.start()) {
			ApiResponse preflight = open.send(open
				.request("/expireTickets", "Origin", ALLOWED, "Access-Control-Request-Method", "POST",
						"Access-Control-Request-Headers", "Authorization", "Sec-Fetch-Site", "cross-site")
				.method("OPTIONS", BodyPublishers.noBody()));

			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
			assertThat(open.postAsOperator("/expireTickets", "{}", "Origin", ALLOWED, "Sec-Fetch-Site", "cross-site")
				.status()).isEqualTo(200);
		}
	}

	/**
	 * Pages of any origin may call the service, but not with the credentials that a
	 * browser adds.
	 */
	@Test
	void refusesChangesWhereAllOriginsMayCallTheService() {
		try (TicketlyInstance open = TicketlyInstance.builder().with("--ticketly.security.allowed-origins=*").start()) {
			assertThat(open.postAsOperator("/expireTickets", "{}", "Origin", ALLOWED, "Sec-Fetch-Site", "cross-site")
				.status()).isEqualTo(403);
		}
	}

}
