package com.ticketly.door;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the page for the door and its files are sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorFilesTests {

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private JsonNode filesOfWorker() {
		String worker = this.ticketly.get("/door-worker.js").response().body();
		return JsonMapper.shared().readTree(worker.substring(worker.indexOf('{'), worker.indexOf("};") + 1));
	}

	@Test
	void keepsTheFilesThatAreSentAndNoOthers() throws GeneralSecurityException, IOException {
		JsonNode files = filesOfWorker();

		assertThat(files.propertyNames()).contains("door", "door/door.js", "door/door.css", "door/qr-0.7.0/decode.js")
			.noneMatch((path) -> path.endsWith(".txt") || path.endsWith(".html"));
		for (String path : files.propertyNames()) {
			ApiResponse response = this.ticketly.get("/" + path);
			assertThat(response.status()).as(path).isEqualTo(200);
			assertThat(files.get(path).asString()).as(path).isEqualTo("sha256-" + digest(response.response().body()));
		}
	}

	private static String digest(String text) throws GeneralSecurityException {
		return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
	}

	@Test
	void sendsTypesThatBrowsersRun() {
		assertThat(this.ticketly.get("/door").header("Content-Type")).startsWith("text/html");
		assertThat(this.ticketly.get("/door/door.js").header("Content-Type")).startsWith("text/javascript");
		assertThat(this.ticketly.get("/door-worker.js").header("Content-Type")).startsWith("text/javascript");
		assertThat(this.ticketly.get("/door/door.css").header("Content-Type")).startsWith("text/css");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/door", "/door/door.js", "/door-worker.js" })
	void mayUseTheCameraAndOnlyOwnFiles(String path) {
		ApiResponse response = this.ticketly.get(path);

		assertThat(response.header("Permissions-Policy")).isEqualTo("camera=(self)");
		assertThat(response.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
			.doesNotContain("unsafe", "data:", "blob:", "*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1/slots", "/swagger-ui/index.html", "/unknown" })
	void letsNoOtherPageUseTheCamera(String path) {
		assertThat(this.ticketly.get(path).header("Permissions-Policy")).isEqualTo("camera=()");
	}

	@Test
	void namesTheLicenseOfTheReaderOfCodes() {
		assertThat(this.ticketly.get("/door/qr-0.7.0/LICENSE.txt").response().body()).contains("MIT License",
				"Paul Miller");
	}

	@Test
	void redirectsFromThePathWithASlash() {
		ApiResponse response = this.ticketly.get("/door/");

		assertThat(response.status()).isEqualTo(302);
		assertThat(response.header("Location")).isEqualTo(this.ticketly.uri("/door").toString());
	}

}
