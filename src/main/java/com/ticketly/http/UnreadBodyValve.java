package com.ticketly.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rest of a body that nothing has read, so that the client gets the answer and
 * the connection can be used again, but only within limits. Tomcat would wait as long as
 * the client sends a byte from time to time.
 */
final class UnreadBodyValve extends ValveBase {

	/**
	 * How many bytes are read. A client that sends more loses its connection, and may
	 * lose the answer.
	 */
	private static final int MAX_BYTES = 2 * 1024 * 1024;

	private final Duration maxReadTime;

	UnreadBodyValve(Duration maxReadTime) {
		super(true);
		this.maxReadTime = maxReadTime;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		org.apache.coyote.Request coyote = request.getCoyoteRequest();
		if (request.isAsync() || isClosing(coyote) || coyote.isFinished()) {
			return;
		}
		response.finishResponse();
		// A client that waits to be told to send the body may not send it. A body that
		// could not be read has no end that could be found.
		if (coyote.hasExpectation() || coyote.getErrorException() != null || !readRest(coyote)) {
			coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
	}

	/**
	 * Returns whether Tomcat closes the connection without reading the body, because it
	 * could not read the request.
	 */
	private static boolean isClosing(org.apache.coyote.Request request) {
		AtomicBoolean error = new AtomicBoolean();
		request.action(ActionCode.IS_ERROR, error);
		return error.get();
	}

	/**
	 * Returns whether the end of the body was read.
	 */
	private boolean readRest(org.apache.coyote.Request request) {
		long end = request.getStartTimeNanos() + this.maxReadTime.toNanos();
		DiscardedBytes bytes = new DiscardedBytes();
		try {
			int total = 0;
			while (total < MAX_BYTES && System.nanoTime() < end) {
				int length = request.doRead(bytes);
				if (length < 0) {
					return true;
				}
				total += length;
			}
			return false;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static final class DiscardedBytes implements ApplicationBufferHandler {

		private @Nullable ByteBuffer buffer;

		@Override
		public void setByteBuffer(@Nullable ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public @Nullable ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// Tomcat sets a buffer of its own.
		}

	}

}
