package com.ticketly.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients that are slow, idle or send too much are disconnected, and cost
 * others nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientTests {

	private static final int IDLE_CONNECTIONS = 5000;

	/**
	 * How many bytes a slow client sends at most. That takes ten times as long as the
	 * service reads a request.
	 */
	private static final int MAX_BYTES = 200;

	private static final int MILLIS_PER_BYTE = 50;

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--ticketly.http.max-read-time=1s", "--ticketly.sales.deadline=1s",
				"--server.tomcat.connection-timeout=1s")
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "G", "GET /livez", "GET /livez HTTP/1.1\r\nHost: a\r\nX: ",
			"POST /v1/tickets HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nX: " })
	void disconnectsClientsWhoseHeadersArriveSlowly(String start) throws IOException {
		assertThat(sendSlowly(start)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/v1/tickets, 1000, 408", "/bookTicket, 1000, 408", "/v1/slots, 1000, 401", "/v1/tickets, 300000, 413",
			"/bookTicket, 9999999999, 413", "/livez, 1000, 405", "/nothing, 1000, 404" })
	void disconnectsClientsWhoseBodiesArriveSlowly(String path, String length, String status) throws IOException {
		for (String connection : List.of("close", "keep-alive")) {
			assertThat(
					sendSlowly("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: "
							+ connection + "\r\nContent-Length: " + length + "\r\n\r\n"))
				.startsWith("HTTP/1.1 " + status);
		}
	}

	@Test
	void disconnectsClientsWhoseChunksArriveSlowly() throws IOException {
		assertThat(sendSlowly("POST /v1/slots HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n"))
			.startsWith("HTTP/1.1 401");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /livez HTTP/1.1\r\n",
			"POST /v1/slots HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n" })
	void disconnectsClientsThatSendNothing(String start) throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));

			socket.getInputStream().readAllBytes();
		}
	}

	@Test
	void answersWhileOthersAreIdle() throws IOException {
		List<Socket> idle = new ArrayList<>();
		try (TicketlyInstance patient = TicketlyInstance.builder()
			.with("--server.tomcat.connection-timeout=5m")
			.start()) {
			for (int i = 0; i < IDLE_CONNECTIONS; i++) {
				URI uri = patient.uri("/");
				idle.add(new Socket(uri.getHost(), uri.getPort()));
			}

			assertThat(patient.get("/v1/slots").status()).isEqualTo(200);
		}
		finally {
			for (Socket socket : idle) {
				socket.close();
			}
		}
	}

	@Test
	void answersThoseThatSendMoreThanIsRead() throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream()
				.write(("POST /v1/tickets HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
						+ "Content-Length: 1000000\r\n\r\n" + " ".repeat(1_000_000))
					.getBytes(StandardCharsets.ISO_8859_1));

			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 413");
		}
	}

	@Test
	void refusesHeadersThatAreTooLarge() throws IOException {
		try (Socket socket = connect()) {
			socket.getOutputStream()
				.write(("GET /livez HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(8192) + "\r\n\r\n")
					.getBytes(StandardCharsets.ISO_8859_1));

			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 400");
		}
	}

	private Socket connect() throws IOException {
		URI uri = this.ticketly.uri("/");
		Socket socket = new Socket(uri.getHost(), uri.getPort());
		socket.setTcpNoDelay(true);
		return socket;
	}

	/**
	 * Sends the start of a request, then one byte after the other until the service
	 * closes the connection.
	 * @return what the service sent
	 */
	private String sendSlowly(String start) throws IOException {
		StringBuilder received = new StringBuilder();
		try (Socket socket = connect()) {
			socket.setSoTimeout(MILLIS_PER_BYTE);
			socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
			for (int sent = 0; sent < MAX_BYTES; sent++) {
				try {
					for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
						received.append((char) next);
					}
					return received.toString();
				}
				catch (SocketTimeoutException ex) {
					socket.getOutputStream().write('a');
				}
			}
		}
		catch (IOException ex) {
			// The service has closed the connection.
			return received.toString();
		}
		throw new AssertionError("The client is still connected, and has received: " + received);
	}

}
