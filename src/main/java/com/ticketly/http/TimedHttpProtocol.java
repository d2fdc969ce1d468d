package com.ticketly.http;

import java.io.IOException;
import java.time.Duration;

import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The protocol HTTP/1.1 with a limit for the time in which the headers of a request
 * arrive. Tomcat only limits the time between two reads, so a client that sends a byte
 * from time to time would stay connected for hours. The connection of a client that is
 * too slow is closed without an answer, like that of a client that sends nothing.
 */
public final class TimedHttpProtocol extends Http11NioProtocol {

	private Duration maxReadTime = Duration.ofSeconds(20);

	void setMaxReadTime(Duration maxReadTime) {
		this.maxReadTime = maxReadTime;
	}

	/**
	 * Returns whether clients are connected.
	 */
	boolean hasConnections() {
		return !getEndpoint().getConnections().isEmpty();
	}

	@Override
	protected Processor createProcessor() {
		return new TimedProcessor(getAdapter());
	}

	private final class TimedProcessor extends Http11Processor {

		private TimedProcessor(Adapter adapter) {
			super(TimedHttpProtocol.this, adapter);
		}

		/**
		 * Tomcat calls this method whenever bytes have arrived, until the headers are
		 * complete.
		 */
		@Override
		public SocketState service(SocketWrapperBase<?> socket) throws IOException {
			long start = this.request.getStartTimeNanos();
			boolean begun = start >= 0;
			return (begun && System.nanoTime() - start > TimedHttpProtocol.this.maxReadTime.toNanos())
					? SocketState.CLOSED : super.service(socket);
		}

	}

}
