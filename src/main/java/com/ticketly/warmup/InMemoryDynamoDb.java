package com.ticketly.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server on a loopback port that answers those requests for DynamoDB that a sale
 * makes, and keeps the items in memory. It ignores conditions, because a rehearsal has no
 * second writer.
 */
final class InMemoryDynamoDb implements AutoCloseable {

	private static final String NOTHING = "{}";

	private final HttpServer server;

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	/**
	 * The items of each table. The first one with a key is current.
	 */
	private final Map<String, Deque<JsonNode>> tables = new ConcurrentHashMap<>();

	InMemoryDynamoDb() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
		JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody());
		byte[] response = answer(target.substring(target.indexOf('.') + 1), request).getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
		exchange.sendResponseHeaders(200, response.length);
		exchange.getResponseBody().write(response);
		exchange.close();
	}

	private String answer(String operation, JsonNode request) {
		switch (operation) {
			case "GetItem" -> {
				return find(request).map((item) -> "{\"Item\":" + item + "}").orElse(NOTHING);
			}
			case "PutItem" -> put(request);
			case "TransactWriteItems" -> request.path("TransactItems").forEach((item) -> put(item.path("Put")));
			default -> {
			}
		}
		return NOTHING;
	}

	private Optional<JsonNode> find(JsonNode request) {
		return table(request).stream()
			.filter((item) -> request.path("Key")
				.properties()
				.stream()
				.allMatch((attribute) -> attribute.getValue().equals(item.get(attribute.getKey()))))
			.findFirst();
	}

	private void put(JsonNode request) {
		table(request).addFirst(request.path("Item"));
	}

	private Deque<JsonNode> table(JsonNode request) {
		return this.tables.computeIfAbsent(request.path("TableName").asString(""),
				(name) -> new ConcurrentLinkedDeque<>());
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.close();
	}

}
