package com.ticketly.security;

import com.ticketly.ApiResponse;
import com.ticketly.RawResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedHeadersTests {

	private static final String[] FORWARDED = { "X-Forwarded-Proto", "https", "X-Forwarded-Host", "tickets.example",
			"X-Forwarded-Prefix", "/theatre" };

	private static final String URL = "https://tickets.example/theatre";

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	private final String slot = this.ticketly.schedule("Skyfall", 20);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private RawResponse get(String path, String headers) {
		return RawResponse.of(this.ticketly.uri("/"),
				"GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n\r\n");
	}

	@Test
	void addsThePrefixToLinksAndRedirects() {
		this.ticketly.schedule("Metropolis", 20);
		ApiResponse booked = this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(this.slot),
				FORWARDED);

		assertThat(booked.header("Location")).startsWith(URL + "/v1/tickets/TKT");
		assertThat(this.ticketly.get("/v1/slots?limit=1", FORWARDED).header("Link"))
			.startsWith("<" + URL + "/v1/slots?limit=1&next=");
		assertThat(this.ticketly.get("/", FORWARDED).header("Location")).isEqualTo(URL + "/docs");
		assertThat(this.ticketly.get("/docs", FORWARDED).header("Location"))
			.isEqualTo("/theatre/swagger-ui/index.html");
	}

	@Test
	void addsThePrefixToTheOpenApiDescriptionAndSwaggerUi() {
		assertThat(this.ticketly.get("/v3/api-docs", FORWARDED).json().at("/servers/0/url").asString())
			.isEqualTo("/theatre");
		assertThat(this.ticketly.get("/v3/api-docs").json().at("/servers/0/url").asString()).doesNotContain("/theatre");
		assertThat(this.ticketly.get("/v3/api-docs/swagger-config", FORWARDED).json().get("url").asString())
			.isEqualTo("/theatre/v3/api-docs");
		assertThat(this.ticketly.get("/swagger-ui/swagger-initializer.js", FORWARDED).response().body())
			.contains("/theatre/v3/api-docs/swagger-config");
		assertThat(this.ticketly.get("/swagger-ui/swagger-initializer.js").response().body())
			.doesNotContain("/theatre");
	}

	@ParameterizedTest
	@CsvSource({ "/nothing, /theatre/nothing", "/livez;a=%, /theatre/livez;a=%25", "/v1/slots;a, /theatre/v1/slots;a",
			"/v1/tickets/%41%20b, /theatre/v1/tickets/%41%20b", "//livez, /theatre//livez" })
	void addsThePrefixToTheInstanceOfProblems(String path, String instance) {
		assertThat(get(path, "X-Forwarded-Prefix: /theatre").json().get("instance").asString()).isEqualTo(instance);
		assertThat(get(path, "X-Forwarded-Prefix: //evil.example").json().get("instance").asString())
			.doesNotContain("evil", "theatre");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:0", "a:", "a:65536", "a:99999999999", "1.2.3", "" })
	void refusesHostsThatCannotBePartOfALink(String host) {
		for (String path : new String[] { "/v1/slots?limit=1", "/", "/v1/tickets/x" }) {
			RawResponse answer = RawResponse.of(this.ticketly.uri("/"),
					"GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.headers()).doesNotContainKeys("link", "location");
		}
	}

	@ParameterizedTest
	@CsvSource({ "/a, /a", "/a/, /a", "/, ''", "'', ''", "'/a, /b', /a/b", "/-_.~a/b, /-_.~a/b" })
	void readsPrefixes(String prefix, String path) {
		assertThat(this.ticketly.get("/", "X-Forwarded-Prefix", prefix).header("Location"))
			.isEqualTo(this.ticketly.uri(path + "/docs").toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "//evil.example", "https://evil.example", "/../a", "/a/..", "/.", "/%2e%2e", "/a//b",
			"/a b", "/a?b", "/a#b", "/a;b", "/a\\b", "/a\"b", "/a>b", "/\u00fc" })
	void refusesPrefixesThatAreNoPaths(String prefix) {
		for (String path : new String[] { "/", "/v1/slots", "/livez", "/docs", "/nothing" }) {
			assertThat(get(path, "X-Forwarded-Prefix: " + prefix).problem()).isEqualTo("bad-request");
		}
	}

	@Test
	void refusesPrefixesThatAreTooLong() {
		assertThat(this.ticketly.get("/", "X-Forwarded-Prefix", "/x".repeat(3000)).problem()).isEqualTo("bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Host: evil\"><x>", "X-Forwarded-Host: a b", "X-Forwarded-Host:",
			"X-Forwarded-Host: a,b", "X-Forwarded-Host: a/b", "X-Forwarded-Port: -5", "X-Forwarded-Port: x",
			"X-Forwarded-For: <garbage>", "X-Forwarded-For: ,", "Forwarded: host=evil.example;proto=https",
			"Forwarded: ;;==" })
	void ignoresWhatIsNotAnAddress(String header) {
		RawResponse answer = get("/v1/slots?limit=1", header);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("link")).doesNotContain("evil", ">x", "a b", "-5");
		assertThat(get("/", header).header("location")).isEqualTo("http://localhost/docs");
	}

	@Test
	void ignoresForwardedHeadersOfClientsThatAreNoProxies() {
		try (TicketlyInstance direct = TicketlyInstance.builder()
			.with("--server.tomcat.remoteip.internal-proxies=10.1.2.3/32")
			.start()) {
			assertThat(direct.get("/", FORWARDED).header("Location")).isEqualTo(direct.uri("/docs").toString());
			assertThat(direct.get("/", "X-Forwarded-Prefix", "//evil.example").status()).isEqualTo(302);
		}
	}

	@Test
	void sendsLinksAsLongAsTheRequestAllows() {
		this.ticketly.schedule("Metropolis", 20);

		RawResponse answer = RawResponse.of(this.ticketly.uri("/"),
				"GET /v1/slots?limit=1 HTTP/1.1\r\nHost: " + "a".repeat(7500) + "\r\nConnection: close\r\n\r\n");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("link")).hasSizeGreaterThan(7500);
	}

}
