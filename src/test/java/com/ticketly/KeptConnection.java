package com.ticketly;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection of a client that sends several requests on it, until an answer says that
 * the service closes it.
 */
public final class KeptConnection implements AutoCloseable {

	private final Socket socket;

	private final InputStream input;

	private boolean ended;

	/**
	 * Connects to a service.
	 */
	public KeptConnection(URI service) throws IOException {
		this.socket = new Socket(service.getHost(), service.getPort());
		this.socket.setTcpNoDelay(true);
		this.input = new BufferedInputStream(this.socket.getInputStream());
	}

	/**
	 * Sends a GET request and reads the whole answer.
	 * @return its status
	 * @throws IOException if the connection ends before
	 */
	public int get(String path) throws IOException {
		this.socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
		int status = Integer.parseInt(line().split(" ")[1]);
		int length = -1;
		boolean chunked = false;
		for (String header = line(); !header.isEmpty(); header = line()) {
			String[] parts = header.toLowerCase(Locale.ROOT).split(": *", 2);
			switch (parts[0]) {
				case "content-length" -> length = Integer.parseInt(parts[1]);
				case "transfer-encoding" -> chunked = true;
				case "connection" -> this.ended |= parts[1].equals("close");
				default -> {
				}
			}
		}
		if (chunked) {
			skipChunks();
		}
		else if (length >= 0) {
			this.input.skipNBytes(length);
		}
		else {
			this.input.transferTo(OutputStream.nullOutputStream());
		}
		return status;
	}

	private void skipChunks() throws IOException {
		int size;
		do {
			size = Integer.parseInt(line(), 16);
			this.input.skipNBytes(size);
			line();
		}
		while (size > 0);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new EOFException("The service has closed the connection");
			}
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

	/**
	 * Returns whether an answer said that the service closes the connection after it.
	 */
	public boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Waits until the service closes the connection.
	 */
	public void awaitEnd() throws IOException {
		if (this.input.read() >= 0) {
			throw new IOException("The service has sent more than an answer");
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
