package com.ticketly.reliability;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.RequestInterceptor;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of a broken build to DynamoDB.
 */
final class BrokenConnection implements RequestInterceptor {

	/**
	 * How often an answer is taken from the cache.
	 */
	private static final int CACHED_ANSWERS = 20;

	private final int instance;

	private final RequestInterceptor next;

	private final Map<String, Cached> cache = new ConcurrentHashMap<>();

	private final AtomicInteger records = new AtomicInteger();

	BrokenConnection(int instance, RequestInterceptor next) {
		this.instance = instance;
		this.next = next;
	}

	@Override
	public HttpExecuteResponse handle(HttpExecuteRequest request, Connection connection) throws IOException {
		String operation = DynamoDbMessages.operation(request);
		if (operation.equals("TransactWriteItems")) {
			return write(request, connection);
		}
		boolean reads = operation.equals("Query") || operation.equals("BatchGetItem");
		if (reads && BrokenBuild.ANSWERS_FROM_CACHE.isActive()) {
			return read(request, connection);
		}
		return this.next.handle(request, connection);
	}

	private HttpExecuteResponse write(HttpExecuteRequest request, Connection connection) throws IOException {
		if (BrokenBuild.NO_VERSION_CONDITION.isActive()
				|| (BrokenBuild.STALE_OWNER_SKIPS_CONDITION.isActive() && this.instance == 0)) {
			return writeWithoutConditions(request, connection);
		}
		if (BrokenBuild.RECORD_OUTSIDE_TRANSACTION.isActive()) {
			return writeRecordsLater(request, connection);
		}
		try {
			return this.next.handle(request, connection);
		}
		catch (IOException ex) {
			if (BrokenBuild.GUESSES_AFTER_TIMEOUT.isActive()) {
				return DynamoDbMessages.response(200, Map.of());
			}
			throw ex;
		}
	}

	private HttpExecuteResponse writeWithoutConditions(HttpExecuteRequest request, Connection connection)
			throws IOException {
		JsonNode body = DynamoDbMessages.body(request);
		for (JsonNode item : body.path("TransactItems")) {
			if (item.path("Put") instanceof ObjectNode put && isIn(put, "sections")) {
				put.remove(List.of("ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues"));
			}
		}
		return this.next.handle(DynamoDbMessages.with(request, "TransactWriteItems", body), connection);
	}

	private HttpExecuteResponse writeRecordsLater(HttpExecuteRequest request, Connection connection)
			throws IOException {
		JsonNode body = DynamoDbMessages.body(request);
		ArrayNode items = (ArrayNode) body.path("TransactItems");
		SortedMap<Integer, JsonNode> records = new TreeMap<>();
		for (int i = items.size() - 1; i >= 0; i--) {
			if (isIn(items.get(i).path("Put"), "idempotency")) {
				records.put(i, items.remove(i).path("Put"));
			}
		}
		HttpExecuteResponse response = items.isEmpty() ? DynamoDbMessages.response(200, Map.of())
				: this.next.handle(DynamoDbMessages.with(request, "TransactWriteItems", body), connection);
		if (!response.httpResponse().isSuccessful()) {
			return withReasons(response, records.keySet());
		}
		for (JsonNode record : records.values()) {
			// Sometimes the instance ends before it has written the record.
			if (this.records.incrementAndGet() % 2 != 0) {
				DynamoDbMessages.content(connection.send(DynamoDbMessages.with(request, "PutItem",
						Map.of("TableName", record.path("TableName"), "Item", record.path("Item")))));
			}
		}
		return response;
	}

	/**
	 * Adds the cancellation reasons of items that were not sent.
	 */
	private static HttpExecuteResponse withReasons(HttpExecuteResponse response, Set<Integer> items)
			throws IOException {
		JsonNode body = JsonMapper.shared().readTree(DynamoDbMessages.content(response));
		if (body.path("CancellationReasons") instanceof ArrayNode reasons) {
			items.forEach((item) -> reasons.insert(item, reasons.objectNode().put("Code", "None")));
		}
		return DynamoDbMessages.response(response.httpResponse().statusCode(), body);
	}

	private HttpExecuteResponse read(HttpExecuteRequest request, Connection connection) throws IOException {
		String key = DynamoDbMessages.body(request).toString();
		Cached cached = this.cache.get(key);
		if (cached != null && cached.uses().incrementAndGet() <= CACHED_ANSWERS) {
			return DynamoDbMessages.response(200, cached.body());
		}
		HttpExecuteResponse response = this.next.handle(request, connection);
		if (!response.httpResponse().isSuccessful()) {
			return response;
		}
		byte[] body = DynamoDbMessages.content(response);
		this.cache.put(key, new Cached(body, new AtomicInteger()));
		return DynamoDbMessages.response(200, body);
	}

	private static boolean isIn(JsonNode put, String table) {
		return put.path("TableName").asString("").endsWith("-" + table);
	}

	private record Cached(byte[] body, AtomicInteger uses) {
	}

}
