package com.ticketly.warmup;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A connection to this machine that posts JSON. It costs much less processor time than an
 * HTTP client, whose code would have to be compiled as well.
 */
final class LoopbackConnection implements Closeable {

	private static final String LENGTH = "content-length:";

	private static final String CHUNKED = "transfer-encoding: chunked";

	private final Socket socket;

	private final InputStream input;

	LoopbackConnection(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.input = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends a request and returns the body of the response.
	 * @param user name and password, or null
	 */
	String post(String path, @Nullable String user, String body) throws IOException {
		String authorization = (user != null)
				? "Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes()) + "\r\n" : "";
		this.socket.getOutputStream()
			.write("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
				.formatted(path, authorization, body.length(), body)
				.getBytes(StandardCharsets.ISO_8859_1));
		return readResponse();
	}

	private String readResponse() throws IOException {
		int length = 0;
		boolean chunked = false;
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			String header = line.toLowerCase(Locale.ROOT);
			if (header.startsWith(LENGTH)) {
				length = Integer.parseInt(header.substring(LENGTH.length()).strip());
			}
			chunked |= header.equals(CHUNKED);
		}
		return chunked ? readChunks() : read(length);
	}

	private String readChunks() throws IOException {
		StringBuilder body = new StringBuilder();
		int length;
		do {
			length = Integer.parseInt(readLine(), 16);
			body.append(read(length));
			readLine();
		}
		while (length > 0);
		return body.toString();
	}

	private String read(int length) throws IOException {
		return new String(this.input.readNBytes(length), StandardCharsets.UTF_8);
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new IOException("The connection ended");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
