package com.ticketly.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.RequestInterceptor;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults between an instance and DynamoDB, drawn at random for each request.
 */
final class DatabaseFaults implements RequestInterceptor {

	private final SplittableRandom random;

	private final double rate;

	private final Map<Fault, LongAdder> counts = new EnumMap<>(Fault.class);

	private volatile boolean on;

	/**
	 * Until when nothing is answered, by {@link System#nanoTime()}.
	 */
	private volatile long silentUntil = System.nanoTime();

	/**
	 * Creates faults.
	 * @param rate the share of requests that a fault meets
	 */
	DatabaseFaults(long seed, double rate) {
		this.random = new SplittableRandom(seed);
		this.rate = rate;
		for (Fault fault : Fault.values()) {
			this.counts.put(fault, new LongAdder());
		}
	}

	void turn(boolean on) {
		this.on = on;
		this.silentUntil = System.nanoTime();
	}

	/**
	 * Returns how often each fault was injected.
	 */
	Map<Fault, LongAdder> counts() {
		return Collections.unmodifiableMap(this.counts);
	}

	@Override
	public HttpExecuteResponse handle(HttpExecuteRequest request, Connection connection) throws IOException {
		long silence = this.silentUntil - System.nanoTime();
		if (silence > 0) {
			connection.delay(Duration.ofNanos(silence));
			throw new IOException("Nothing was answered");
		}
		Draw draw = draw();
		if (!this.on || draw.chance() >= this.rate) {
			return connection.send(request);
		}
		String operation = DynamoDbMessages.operation(request);
		Fault fault = Fault.values()[draw.number() % Fault.values().length];
		this.counts.getOrDefault(fault, new LongAdder()).increment();
		return switch (fault) {
			case REQUEST_LOST -> throw new IOException("The request was lost");
			case ANSWER_LOST -> {
				DynamoDbMessages.content(connection.send(request));
				throw new IOException("The answer was lost");
			}
			case DELAYED -> {
				connection.delay(Duration.ofMillis(draw.number() % 700));
				yield connection.send(request);
			}
			case ANSWER_DELAYED -> {
				HttpExecuteResponse response = connection.send(request);
				byte[] content = DynamoDbMessages.content(response);
				connection.delay(Duration.ofMillis(draw.number() % 700));
				yield DynamoDbMessages.response(response.httpResponse().statusCode(), content);
			}
			case THROTTLED -> DynamoDbMessages.error(400,
					(draw.number() % 2 == 0) ? "ThrottlingException" : "ProvisionedThroughputExceededException");
			case CONFLICT -> conflict(operation, request, connection, draw.number());
			case IN_PROGRESS -> operation.equals("TransactWriteItems")
					? DynamoDbMessages.error(400, "TransactionInProgressException") : connection.send(request);
			case SERVER_ERROR -> DynamoDbMessages.error(500, "InternalServerError");
			case ERROR_AFTER_WRITE -> {
				DynamoDbMessages.content(connection.send(request));
				yield DynamoDbMessages.error(500, "InternalServerError");
			}
			case UNPROCESSED ->
				operation.equals("BatchGetItem") ? unprocessed(request, connection) : connection.send(request);
			case SILENCE -> {
				// Rarer than other faults, because it meets all requests.
				if (draw.number() % 20 == 0) {
					this.silentUntil = System.nanoTime() + Duration.ofMillis(500 + draw.number() % 2000).toNanos();
				}
				yield connection.send(request);
			}
		};
	}

	private synchronized Draw draw() {
		return new Draw(this.random.nextDouble(), this.random.nextInt(Integer.MAX_VALUE));
	}

	private HttpExecuteResponse conflict(String operation, HttpExecuteRequest request, Connection connection,
			int number) throws IOException {
		return switch (operation) {
			case "TransactWriteItems" -> {
				int items = DynamoDbMessages.body(request).path("TransactItems").size();
				List<String> reasons = new ArrayList<>(Collections.nCopies(items, "None"));
				reasons.set(number % items, (number % 3 == 0) ? "ThrottlingError"
						: (number % 3 == 1) ? "TransactionConflict" : "ProvisionedThroughputExceeded");
				yield DynamoDbMessages.canceled(reasons);
			}
			case "PutItem", "UpdateItem", "DeleteItem" -> DynamoDbMessages.error(400, "TransactionConflictException");
			default -> connection.send(request);
		};
	}

	/**
	 * Processes all tables of a batch but the first.
	 */
	private HttpExecuteResponse unprocessed(HttpExecuteRequest request, Connection connection) throws IOException {
		ObjectNode body = (ObjectNode) DynamoDbMessages.body(request);
		ObjectNode tables = (ObjectNode) body.path("RequestItems");
		String first = tables.propertyNames().iterator().next();
		JsonNode left = tables.remove(first);
		if (tables.isEmpty()) {
			return DynamoDbMessages.response(200,
					Map.of("Responses", Map.of(), "UnprocessedKeys", Map.of(first, left)));
		}
		HttpExecuteResponse response = connection.send(DynamoDbMessages.with(request, "BatchGetItem", body));
		ObjectNode answer = (ObjectNode) JsonMapper.shared().readTree(DynamoDbMessages.content(response));
		answer.set("UnprocessedKeys", body.objectNode().set(first, left));
		return DynamoDbMessages.response(200, answer);
	}

	/**
	 * What may happen to a request.
	 */
	enum Fault {

		REQUEST_LOST, ANSWER_LOST, DELAYED, ANSWER_DELAYED, THROTTLED, CONFLICT, IN_PROGRESS, SERVER_ERROR,
		ERROR_AFTER_WRITE, UNPROCESSED, SILENCE

	}

	private record Draw(double chance, int number) {
	}

}
