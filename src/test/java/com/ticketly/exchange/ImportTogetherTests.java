package com.ticketly.exchange;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.DynamoDbMessages;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the import of new slots, many of which are written in one transaction, at two
 * instances.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportTogetherTests {

	private static final String HEADER = "externalId,slotName,slotDescription,startTime,endTime,slotType,genre,capacity,hallId,allowOverlap";

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder()
		.with(TestClock.at("2030-01-01T00:00:00Z"))
		.with("--ticketly.sales.deadline=2s", "--logging.threshold.console=off");

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private final FaultyHttpClient connection = this.ticketly.bean(FaultyHttpClient.class);

	@AfterEach
	void repair() {
		this.connection.intercept((request, connection) -> connection.send(request));
	}

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private static List<JsonNode> send(TicketlyInstance instance, Stream<String> rows) {
		ApiResponse answer = instance.send(instance.requestAsOperator("/v1/slots/import")
			.header("Content-Type", "text/csv")
			.POST(BodyPublishers.ofString(HEADER + "\n" + rows.collect(Collectors.joining("\n")))));
		assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
		List<JsonNode> lines = answer.response().body().lines().map(JsonMapper.shared()::readTree).toList();
		return lines.subList(0, lines.size() - 1);
	}

	private List<JsonNode> send(String... rows) {
		return send(this.ticketly, Stream.of(rows));
	}

	private List<JsonNode> send(int count, IntFunction<String> row) {
		return send(this.ticketly, IntStream.range(0, count).mapToObj(row));
	}

	/**
	 * Returns the row of a slot of two hours.
	 */
	private static String row(String id, String name, String start, String hall) {
		String end = "%s %02d:00".formatted(start.substring(0, 10), Integer.parseInt(start.substring(11, 13)) + 2);
		return "%s,%s,,%s,%s,Movie,Action,%s,%s,".formatted(id, name, start, end, hall.isEmpty() ? "50" : "", hall);
	}

	private static String row(String id, String name) {
		return row(id, name, "2030-03-01 20:00", "");
	}

	/**
	 * Returns the row of one of many slots, six a day.
	 */
	private static String row(String name, int no, String hall) {
		return row(name + no, name,
				"2030-%02d-%02d %02d:00".formatted(4 + no / 6 / 28, 1 + no / 6 % 28, 8 + no % 6 * 2), hall);
	}

	private String hall() {
		return this.ticketly.postAsOperator("/v1/halls",
				"{\"name\":\"Hall\",\"clearMinutes\":0,\"seatingPlan\":{\"sections\":[{\"name\":\"Stalls\",\"rows\":[{\"row\":\"A\",\"seats\":9}]}]}}")
			.json()
			.get("hallId")
			.asString();
	}

	private static List<String> results(List<JsonNode> rows) {
		return rows.stream().map((row) -> row.get("result").asString()).toList();
	}

	private List<String> stored(String name) {
		return this.ticketly.get("/v1/slots?limit=100&from=2030-01-01&to=2031-01-01&name=" + name)
			.json()
			.get("items")
			.valueStream()
			.map((slot) -> slot.get("externalId").asString())
			.toList();
	}

	private long transactions(Runnable work) {
		RequestRecorder recorder = this.ticketly.bean(RequestRecorder.class);
		long before = recorder.count(TransactWriteItemsRequest.class);
		work.run();
		return recorder.count(TransactWriteItemsRequest.class) - before;
	}

	/**
	 * Intercepts the transactions of the first instance, which are counted from 1.
	 */
	private void intercept(Transaction transaction) {
		AtomicInteger count = new AtomicInteger();
		this.connection
			.intercept((request, connection) -> DynamoDbMessages.operation(request).equals("TransactWriteItems")
					? transaction.handle(count.incrementAndGet(),
							DynamoDbMessages.body(request).get("TransactItems").size(), () -> connection.send(request))
					: connection.send(request));
	}

	@Test
	void writesAHundredItemsInATransaction() {
		assertThat(transactions(
				() -> assertThat(results(send(99, (no) -> row("Many", no, "")))).hasSize(99).containsOnly("created")))
			.isEqualTo(3);
		assertThat(stored("Many")).hasSize(99).doesNotHaveDuplicates();
	}

	@Test
	void writesSlotsOfHallsWithTheirMonths() {
		String first = hall();
		String second = hall();
		IntFunction<String> row = (no) -> row("Halls", no, (no % 2 == 0) ? first : second);

		// A slot with a hall is four items, and the months are two.
		assertThat(transactions(() -> assertThat(results(send(48, row))).containsOnly("created"))).isEqualTo(2);
		assertThat(results(send(48, row))).containsOnly("unchanged");
		assertThat(send(row("taken", "Halls", "2030-04-01 09:00", first)).getFirst().get("field").asString())
			.isEqualTo("startTime");
	}

	@Test
	void refusesTheSecondOfTwoRowsAtTheSameTimeInAHall() {
		String hall = hall();
		List<JsonNode> rows = send(row("o-1", "Overlap", "2030-05-01 10:00", hall),
				row("o-2", "Overlap", "2030-05-01 11:00", hall), row("o-3", "Overlap", "2030-05-01 12:00", hall),
				row("o-4", "Overlap", "2030-05-01 12:00", hall) + "true",
				row("o-5", "Overlap", "2030-05-01 14:00", hall));

		assertThat(results(rows)).containsExactly("created", "refused", "created", "created", "created");
		assertThat(rows.get(1).get("line").asInt()).isEqualTo(3);
		assertThat(rows.get(1).get("field").asString()).isEqualTo("startTime");
		assertThat(rows.get(1).get("problem").asString())
			.endsWith("%s \"Overlap\"".formatted(rows.getFirst().get("slotId").asString()));
	}

	@Test
	void keepsTheOrderOfChangedAndNewRowsOfAHall() {
		String hall = hall();
		send(row("m-1", "Order", "2030-05-01 10:00", hall));
		List<JsonNode> rows = send(row("m-2", "Order", "2030-05-01 12:00", hall),
				row("m-1", "Order", "2030-05-01 14:00", hall), row("m-3", "Order", "2030-05-01 10:00", hall),
				row("m-4", "Order", "2030-05-01 14:00", hall));

		assertThat(results(rows)).containsExactly("created", "changed", "created", "refused");
	}

	@Test
	void refusesBrokenRowsAmongNewOnesAlone() {
		String hall = hall();
		String taken = row("b-0", "Broken", "2030-05-01 20:00", hall);
		send(taken);
		List<JsonNode> rows = send(row("b-1", "Broken"), row("b-2", "Broken").replace(",50,", ",0,"),
				row("b-3", "Broken", "2030-05-01 19:00", hall), row("b-1", "Broken"),
				row("b-4", "Broken", "2030-05-01 10:00", "HAL0"), row("b-5", ""), row("b-6", "Broken"));

		assertThat(rows.stream()
			.map((row) -> "%d %s %s".formatted(row.get("line").asInt(), row.get("result").asString(),
					row.path("field").asString("-"))))
			.containsExactly("2 created -", "3 refused capacity", "4 refused startTime", "5 refused externalId",
					"6 refused hallId", "7 refused slotName", "8 created -");
		assertThat(stored("Broken")).containsExactlyInAnyOrder("b-0", "b-1", "b-6");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writesTheRowsAloneIfAnotherInstanceHasWrittenOneOfThem(boolean conflict) {
		String name = "Raced" + conflict;
		String raced = row(name + 1, name);
		String changed = row(name + 2, name);
		intercept((count, items, transaction) -> {
			if (count == 1) {
				send(this.other, Stream.of(raced, changed.replace("Action", "Drama")));
				if (conflict) {
					return DynamoDbMessages.canceled(IntStream.range(0, items)
						.mapToObj((item) -> (item == 2) ? "TransactionConflict" : "None")
						.toList());
				}
			}
			return transaction.send();
		});
		List<JsonNode> rows = send(row(name + 0, name), raced, changed, row(name + 3, name));

		assertThat(results(rows)).containsExactly("created", "unchanged", "changed", "created");
		assertThat(stored(name)).hasSize(4).doesNotHaveDuplicates();
	}

	@Test
	void writesTheRowsAloneIfTheirTransactionFails() {
		intercept((count, items, transaction) -> (items > 10 && count == 2)
				? DynamoDbMessages.error(400, "ValidationException") : transaction.send());
		List<JsonNode> rows = send(99, (no) -> row("Failing", no, ""));

		assertThat(results(rows)).hasSize(99).containsOnly("created");
		assertThat(stored("Failing")).hasSize(99).doesNotHaveDuplicates();
	}

	@Test
	void findsWhatWasWrittenWithoutAnAnswer() {
		intercept((count, items, transaction) -> {
			HttpExecuteResponse response = transaction.send();
			if (items > 10) {
				DynamoDbMessages.content(response);
				throw new IOException("The answer was lost");
			}
			return response;
		});
		List<JsonNode> rows = send(20, (no) -> row("Lost", no, ""));

		assertThat(results(rows)).hasSize(20).containsOnly("unchanged");
		assertThat(stored("Lost")).hasSize(20).doesNotHaveDuplicates();
	}

	@Test
	void continuesAfterACrash() {
		intercept((count, items, transaction) -> {
			if (count > 1) {
				throw new IOException("The instance has stopped");
			}
			return transaction.send();
		});
		List<JsonNode> first = send(34, (no) -> row("Crash", no, ""));
		repair();
		List<JsonNode> again = send(34, (no) -> row("Crash", no, ""));

		assertThat(results(first)).filteredOn("created"::equals).hasSize(33);
		assertThat(first.getLast().get("result").asString()).isEqualTo("failed");
		assertThat(results(again)).filteredOn("unchanged"::equals).hasSize(33);
		assertThat(again.getLast().get("result").asString()).isEqualTo("created");
	}

	@Test
	void makesOneSlotOfEachRowAtTwoInstances() {
		String hall = hall();
		IntFunction<String> row = (no) -> row("Twice", no, (no % 3 == 0) ? "" : hall);
		CompletableFuture<List<JsonNode>> at = CompletableFuture
			.supplyAsync(() -> send(this.other, IntStream.range(0, 100).mapToObj(row)));
		List<JsonNode> here = send(100, row);
		List<JsonNode> there = at.join();

		assertThat(here.stream().map((answer) -> answer.get("slotId")))
			.containsExactlyElementsOf(there.stream().map((answer) -> answer.get("slotId")).toList());
		assertThat(Stream.concat(results(here).stream(), results(there).stream())).filteredOn("created"::equals)
			.hasSize(100);
		assertThat(stored("Twice")).hasSize(100).doesNotHaveDuplicates();
	}

	/**
	 * A transaction that is intercepted.
	 */
	private interface Transaction {

		HttpExecuteResponse handle(int count, int items, Send transaction) throws IOException;

	}

	/**
	 * Sends the transaction.
	 */
	private interface Send {

		HttpExecuteResponse send() throws IOException;

	}

}
