package com.ticketly.monitoring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An HTTP server that records the metrics and traces that the service exports.
 */
final class TelemetryReceiver implements AutoCloseable {

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	private TelemetryReceiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::receive);
		this.server.start();
	}

	static TelemetryReceiver start() {
		return new TelemetryReceiver();
	}

	/**
	 * Returns the URI of a path at this server.
	 */
	String uri(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	/**
	 * Returns the bodies of the requests whose path begins with {@code path}.
	 */
	List<byte[]> bodies(String path) {
		return this.requests.stream().filter((request) -> request.path().startsWith(path)).map(Request::body).toList();
	}

	private void receive(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (InputStream in = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
			in.transferTo(body);
		}
		this.requests.add(new Request(exchange.getRequestURI().getPath(), body.toByteArray()));
		exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * A recorded request.
	 *
	 * @param path the path of its URI
	 * @param body the decompressed body
	 */
	private record Request(String path, byte[] body) {
	}

}
