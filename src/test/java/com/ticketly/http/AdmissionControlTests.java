package com.ticketly.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests which requests are refused while others are in progress.
 */
class AdmissionControlTests {

	private static final Duration DEADLINE = Duration.ofSeconds(4);

	/**
	 * How long a busy machine may take.
	 */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * More than are in progress and can wait.
	 */
	private static final int CUSTOMERS = 20 + 2 * Runtime.getRuntime().availableProcessors();

	private static final String PAGE = "https://theatre.example";

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--ticketly.http.requests-per-processor=1", "--ticketly.sales.deadline=" + DEADLINE.toSeconds() + "s",
				"--ticketly.security.allowed-origins=" + PAGE, "--logging.threshold.console=off")
		.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	private final String slot = this.ticketly.schedule("Skyfall", 20);

	private final AtomicBoolean stopped = new AtomicBoolean();

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	private double value(String series) {
		return this.ticketly.metric(series);
	}

	/**
	 * Books again and again, whatever is answered.
	 */
	private void bookUntilStopped() {
		while (!this.stopped.get()) {
			this.ticketly.book(this.slot, "Ann", 1);
		}
	}

	private ApiResponse bookFromPage() {
		return this.ticketly.post("/v1/tickets", """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":1}""".formatted(this.slot),
				"Origin", PAGE);
	}

	@Test
	void refusesAtOnceWhatCannotBeAnsweredInTime() {
		this.connection.silence(true);
		try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < CUSTOMERS; i++) {
				customers.submit(this::bookUntilStopped);
			}
			try {
				// More than can have waited in vain.
				await().atMost(PATIENCE)
					.until(() -> value("ticketly_requests_refused_total{kind=\"write\"}") > 10 * CUSTOMERS);
				assertThat(this.ticketly.get("/readyz").status()).isEqualTo(200);
				assertThat(this.ticketly.get("/v1/slots?limit=0").status()).isEqualTo(400);
				assertThat(value("ticketly_requests_refused_total{kind=\"read\"}")).isZero();
				assertIsRefused(this.ticketly.book(this.slot, "Ann", 1));
				ApiResponse toPage = bookFromPage();
				assertIsRefused(toPage);
				assertThat(toPage.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);

				this.connection.silence(false);
				await().atMost(PATIENCE).until(() -> this.ticketly.availTickets(this.slot) == 0);
			}
			finally {
				this.stopped.set(true);
			}
		}
	}

	private static void assertIsRefused(ApiResponse response) {
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.problem()).isEqualTo("busy");
		assertThat(response.header("Retry-After")).isEqualTo("1");
	}

	@Test
	void givesNoPlaceToRequestsThatArriveSlowly() throws IOException {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < CUSTOMERS; i++) {
				slow.add(begin("POST /v1/tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 100\r\n\r\n{"));
			}

			assertThat(this.ticketly.book(this.slot, "Ann", 1).status()).isEqualTo(201);
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
	}

	private Socket begin(String request) throws IOException {
		URI uri = this.ticketly.uri("/");
		Socket socket = new Socket(uri.getHost(), uri.getPort());
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		return socket;
	}

}
