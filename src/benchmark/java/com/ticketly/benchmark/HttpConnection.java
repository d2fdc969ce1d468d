package com.ticketly.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A connection of one customer, which is opened again after the server has closed it. It
 * takes less processor time than {@link java.net.http.HttpClient}, which shares the
 * processors with the service.
 */
final class HttpConnection implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 60_000;

	/**
	 * The largest answer.
	 */
	private static final int MAX_SIZE = 8192;

	private final InetSocketAddress address;

	private final byte[] buffer = new byte[MAX_SIZE];

	private @Nullable Socket socket;

	HttpConnection(URI server) {
		this.address = new InetSocketAddress(server.getHost(), server.getPort());
	}

	/**
	 * The answer to a request.
	 *
	 * @param retryAfter the time of the header {@code Retry-After}, zero if there is none
	 */
	record Answer(int status, Duration retryAfter) {
	}

	/**
	 * Sends JSON, and reads the answer.
	 */
	Answer post(String path, String json) throws IOException {
		Socket connected = connect();
		connected.getOutputStream()
			.write(("POST " + path + " HTTP/1.1\r\nHost: " + this.address.getHostString()
					+ "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
				.getBytes(StandardCharsets.ISO_8859_1));
		return read(connected.getInputStream());
	}

	private Socket connect() throws IOException {
		if (this.socket == null) {
			Socket created = new Socket();
			this.socket = created;
			created.setTcpNoDelay(true);
			created.setSoTimeout(TIMEOUT_MILLIS);
			created.connect(this.address, TIMEOUT_MILLIS);
		}
		return this.socket;
	}

	private Answer read(InputStream input) throws IOException {
		int size = 0;
		int headersEnd = -1;
		while (headersEnd < 0) {
			size += readSome(input, size);
			headersEnd = new String(this.buffer, 0, size, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
		}
		String headers = new String(this.buffer, 0, headersEnd + 2, StandardCharsets.ISO_8859_1)
			.toLowerCase(Locale.ROOT);
		String length = header(headers, "content-length");
		while (length.isEmpty() ? !endsChunked(size) : size < headersEnd + 4 + Integer.parseInt(length)) {
			size += readSome(input, size);
		}
		if (header(headers, "connection").equals("close")) {
			close();
		}
		String retryAfter = header(headers, "retry-after");
		return new Answer(Integer.parseInt(headers.substring(9, 12)),
				Duration.ofSeconds(retryAfter.isEmpty() ? 0 : Integer.parseInt(retryAfter)));
	}

	private int readSome(InputStream input, int offset) throws IOException {
		int count = input.read(this.buffer, offset, MAX_SIZE - offset);
		if (count <= 0) {
			throw new EOFException("The connection was closed");
		}
		return count;
	}

	/**
	 * Returns the value of a header, empty if there is none.
	 */
	private static String header(String headers, String name) {
		String begin = "\r\n" + name + ": ";
		int start = headers.indexOf(begin);
		return (start < 0) ? ""
				: headers.substring(start + begin.length(), headers.indexOf("\r\n", start + begin.length()));
	}

	/**
	 * Returns whether the answer ends with an empty chunk. Compact JSON contains no line
	 * break, so nothing else ends in this way.
	 */
	private boolean endsChunked(int size) {
		return new String(this.buffer, Math.max(0, size - 7), Math.min(7, size), StandardCharsets.ISO_8859_1)
			.equals("\r\n0\r\n\r\n");
	}

	@Override
	public void close() {
		try {
			if (this.socket != null) {
				this.socket.close();
			}
		}
		catch (IOException ex) {
			// The answer is complete.
		}
		this.socket = null;
	}

}
