package com.ticketly.http;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Ends connections before the server stops. An instance that ends is not ready any more,
 * so load balancers stop to send requests to it. Until they do, it answers, and each
 * answer says that the connection is closed after it. Only then the server stops, and
 * closes the connections that nobody has used meanwhile. If the server stopped at once,
 * it would close connections on which requests are arriving, which are lost.
 */
@Component
final class ConnectionDrain implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionDrain.class);

	private static final Duration CHECK_AFTER = Duration.ofMillis(20);

	private final HttpProperties properties;

	private volatile boolean draining;

	private volatile boolean running;

	private volatile @Nullable TimedHttpProtocol protocol;

	ConnectionDrain(HttpProperties properties) {
		this.properties = properties;
	}

	void setProtocol(TimedHttpProtocol protocol) {
		this.protocol = protocol;
	}

	/**
	 * Creates a valve that announces the end of connections in the answers of an instance
	 * that ends.
	 */
	ValveBase valve() {
		return new ClosingValve();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Waits until all connections are closed, or the time is over.
	 */
	@Override
	public void stop() {
		this.draining = true;
		long end = System.nanoTime() + this.properties.drainTime().toNanos();
		TimedHttpProtocol connections = this.protocol;
		try {
			while (connections != null && connections.hasConnections() && System.nanoTime() < end) {
				Thread.sleep(CHECK_AFTER);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.warn("The server stops before its connections have ended");
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Stops before the server, which stops to accept requests early.
	 */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

	private final class ClosingValve extends ValveBase {

		private ClosingValve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			announce(response);
			getNext().invoke(request, response);
			// The instance may have begun to end meanwhile.
			announce(response);
		}

		private void announce(Response response) {
			if (ConnectionDrain.this.draining && !response.isCommitted()) {
				response.setHeader(HttpHeaders.CONNECTION, "close");
			}
		}

	}

}
