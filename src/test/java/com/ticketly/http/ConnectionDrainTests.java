package com.ticketly.http;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.ticketly.KeptConnection;
import com.ticketly.TicketlyInstance;
import com.ticketly.TicketlyProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an instance that ends loses no request of a client that keeps its
 * connections until it is told that they end.
 */
class ConnectionDrainTests {

	private static final int CONNECTIONS = 20;

	private static final int CLIENTS = 16;

	private static final int REQUESTS_BEFORE = 2000;

	private static final int REQUESTS_AFTER = 2000;

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void answersOnceMoreOnEachConnection() throws Exception {
		TicketlyInstance ticketly = TicketlyInstance.builder().with("--ticketly.http.drain-time=1m").start();
		ApplicationAvailability availability = ticketly.bean(ApplicationAvailability.class);
		List<KeptConnection> connections = new ArrayList<>();
		for (int i = 0; i < CONNECTIONS; i++) {
			KeptConnection connection = new KeptConnection(ticketly.uri("/"));
			assertThat(connection.get("/livez")).isEqualTo(200);
			assertThat(connection.hasEnded()).isFalse();
			connections.add(connection);
		}

		CompletableFuture<Void> stopped = CompletableFuture.runAsync(ticketly::close);
		while (availability.getReadinessState() != ReadinessState.REFUSING_TRAFFIC) {
			Thread.onSpinWait();
		}

		for (KeptConnection connection : connections) {
			do {
				assertThat(connection.get("/livez")).isEqualTo(200);
			}
			// The first answers may be sent before the drain begins.
			while (!connection.hasEnded());
			connection.awaitEnd();
			connection.close();
		}
		// No connection is left, so it does not wait for the rest of the time.
		stopped.get();
	}

	@Test
	@Timeout(value = 4, unit = TimeUnit.MINUTES)
	void losesNoRequestOfARollingRestart() throws Exception {
		TicketlyInstance.Builder builder = TicketlyInstance.builder().withLongTimeouts();
		try (TicketlyInstance stays = builder.start();
				TicketlyProcess ends = builder.with("--ticketly.http.drain-time=10s").startProcess();
				ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			Restart restart = new Restart(ends.uri("/"), stays.uri("/"));
			List<Future<Integer>> lost = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				lost.add(clients.submit(restart::send));
			}
			restart.answered.acquire(REQUESTS_BEFORE);
			// The load balancer knows before the instance ends.
			restart.deregistered.set(true);
			ends.terminate();
			restart.answered.drainPermits();
			restart.answered.acquire(REQUESTS_AFTER);
			restart.over.set(true);

			for (Future<Integer> ofClient : lost) {
				assertThat(ofClient.get()).isZero();
			}
		}
	}

	/**
	 * Clients that send requests during a restart.
	 */
	private static final class Restart {

		private final URI ends;

		private final URI stays;

		private final AtomicBoolean deregistered = new AtomicBoolean();

		private final AtomicBoolean over = new AtomicBoolean();

		private final Semaphore answered = new Semaphore(0);

		private Restart(URI ends, URI stays) {
			this.ends = ends;
			this.stays = stays;
		}

		/**
		 * Sends requests, one after the other.
		 * @return how many got no answer or a refusal
		 */
		private int send() {
			int lost = 0;
			while (!this.over.get()) {
				lost += sendOnOneConnection();
			}
			return lost;
		}

		private int sendOnOneConnection() {
			try (KeptConnection connection = new KeptConnection(this.deregistered.get() ? this.stays : this.ends)) {
				while (!connection.hasEnded() && !this.over.get()) {
					if (connection.get("/v1/slots?limit=1") != 200) {
						return 1;
					}
					this.answered.release();
				}
				return 0;
			}
			catch (IOException ex) {
				return 1;
			}
		}

	}

}
