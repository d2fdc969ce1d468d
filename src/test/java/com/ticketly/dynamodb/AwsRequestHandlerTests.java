package com.ticketly.dynamodb;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.Concurrently;
import com.ticketly.dynamodb.AwsRequestHandler.Sleeper;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests the simulation of DynamoDB on AWS with an SDK client that does not retry, and a
 * limit of ten write units per second.
 */
@Timeout(60)
class AwsRequestHandlerTests {

	private static final int UNITS = 10;

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicReference<@Nullable Barrier> next = new AtomicReference<>();

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(
			new AwsBehavior(Latency.between(Duration.ZERO, Duration.ZERO, 1), UNITS, true), 0, new TimeMeter() {

				@Override
				public long currentTimeNanos() {
					return AwsRequestHandlerTests.this.nanos.get();
				}

				@Override
				public boolean isWallClockBased() {
					return false;
				}

			}, (time) -> {
				Barrier barrier = this.next.getAndSet(null);
				if (barrier != null) {
					barrier.await();
				}
			});

	private final DynamoDbClient client = client(this.dynamoDb.endpoint());

	@BeforeAll
	static void disableLogging() {
		LocalDynamoDb.disableLogging();
	}

	@BeforeEach
	void createTables() {
		create(this.client);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.executor.close();
		this.dynamoDb.close();
	}

	@Test
	void refusesATransactionWhileAnotherWritesOneOfItsItems() {
		PausedCall<?> first = startAndPause(() -> transact(put("a", 1), put("a", 2)));

		TransactionCanceledException refused = catchThrowableOfType(TransactionCanceledException.class,
				() -> transact(put("b", 1), put("a", 2), put("b", 3)));

		assertThat(refused.cancellationReasons()).extracting(CancellationReason::code)
			.containsExactly("None", "TransactionConflict", "None");
		assertThat(refused.cancellationReasons()).extracting(CancellationReason::message)
			.containsExactly(null, "Transaction is ongoing for the item", null);
		assertThat(stored("b", 1)).isEmpty();
		first.finish();
		assertThat(stored("a", 2)).isNotEmpty();
		transact(put("b", 1), put("a", 2), put("b", 3));
		assertThat(stored("b", 1)).isNotEmpty();
	}

	@Test
	void refusesATransactionWhileAnotherChecksOneOfItsItems() {
		PausedCall<?> first = startAndPause(() -> transact(TransactWriteItem.builder()
			.conditionCheck((check) -> check.tableName("things")
				.key(key("a", 1))
				.conditionExpression("attribute_not_exists(thing)"))
			.build()));

		assertThat(reasons(put("a", 1))).containsExactly("TransactionConflict");

		first.finish();
		transact(put("a", 1));
	}

	@Test
	void refusesPlainWritesWhileATransactionWritesTheItem() {
		PausedCall<?> transaction = startAndPause(() -> transact(put("a", 1)));

		assertThatExceptionOfType(TransactionConflictException.class).isThrownBy(() -> putPlainly("a", 1));
		assertThatExceptionOfType(TransactionConflictException.class)
			.isThrownBy(() -> this.client.updateItem((update) -> update.tableName("things")
				.key(key("a", 1))
				.updateExpression("SET color = :red")
				.expressionAttributeValues(Map.of(":red", AttributeValue.fromS("red")))));
		assertThatExceptionOfType(TransactionConflictException.class)
			.isThrownBy(() -> this.client.deleteItem((delete) -> delete.tableName("things").key(key("a", 1))));
		putPlainly("a", 2);

		transaction.finish();
		putPlainly("a", 1);
	}

	@Test
	void allowsReadsWhileATransactionWritesTheItem() {
		putPlainly("a", 1);
		PausedCall<?> transaction = startAndPause(() -> transact(
				TransactWriteItem.builder().delete((delete) -> delete.tableName("things").key(key("a", 1))).build()));

		assertThat(stored("a", 1)).isNotEmpty();
		assertThat(this.client
			.query((query) -> query.tableName("things")
				.keyConditionExpression("thing = :a")
				.expressionAttributeValues(Map.of(":a", AttributeValue.fromS("a"))))
			.items()).hasSize(1);
		assertThat(this.client
			.batchGetItem(
					(get) -> get.requestItems(Map.of("things", KeysAndAttributes.builder().keys(key("a", 1)).build())))
			.responses()
			.get("things")).hasSize(1);
		TransactionCanceledException refused = catchThrowableOfType(TransactionCanceledException.class,
				() -> this.client.transactGetItems((get) -> get.transactItems(get("a", 2), get("a", 1))));
		assertThat(refused.cancellationReasons()).extracting(CancellationReason::code)
			.containsExactly("None", "TransactionConflict");

		transaction.finish();
		assertThat(stored("a", 1)).isEmpty();
		assertThat(this.client.transactGetItems((get) -> get.transactItems(get("a", 2), get("a", 1))).responses())
			.hasSize(2);
	}

	@Test
	void refusesATransactionDuringAPlainWriteOfOneOfItsItems() {
		PausedCall<?> write = startAndPause(() -> putPlainly("a", 1));

		assertThat(reasons(put("a", 1), put("a", 2))).containsExactly("TransactionConflict", "None");
		putPlainly("a", 1);

		write.finish();
		transact(put("a", 1), put("a", 2));
	}

	@Test
	void releasesTheItemsOfARefusedTransaction() {
		TransactWriteItem failing = TransactWriteItem.builder()
			.put((put) -> put.tableName("things").item(key("b", 1)).conditionExpression("attribute_exists(thing)"))
			.build();

		assertThat(reasons(put("a", 1), failing)).containsExactly("None", "ConditionalCheckFailed");
		transact(put("a", 1));
		IntStream.range(0, UNITS).forEach((i) -> putPlainly("c", i));
		assertThat(reasons(put("a", 1), put("c", 1))).containsExactly("None", "ThrottlingError");

		transact(put("a", 1));
	}

	@Test
	void releasesTheItemOfAFailedPlainWrite() {
		assertThatExceptionOfType(ConditionalCheckFailedException.class).isThrownBy(() -> this.client.putItem(
				(put) -> put.tableName("things").item(key("a", 1)).conditionExpression("attribute_exists(thing)")));

		transact(put("a", 1));
	}

	@Test
	void refusesToRepeatATransactionInProgress() {
		PausedCall<?> first = startAndPause(() -> transactWithToken("token", put("a", 1)));

		assertThatExceptionOfType(TransactionInProgressException.class)
			.isThrownBy(() -> transactWithToken("token", put("a", 1)));

		first.finish();
		IntStream.range(0, 2 * UNITS).forEach((i) -> transactWithToken("token", put("a", 1)));
	}

	@Test
	void refillsTheUnitsOfAPartition() {
		IntStream.range(0, UNITS).forEach((i) -> putPlainly("a", i));

		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 1))
			.withMessageContaining("Throughput exceeds the current capacity of your table or index.");
		putPlainly("b", 1);

		advanceTime(Duration.ofMillis(99));
		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 1));
		advanceTime(Duration.ofMillis(1));
		putPlainly("a", 1);
		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 1));
	}

	@Test
	void keepsUnusedUnitsForOneSecondOnly() {
		advanceTime(Duration.ofMinutes(5));
		IntStream.range(0, UNITS).forEach((i) -> putPlainly("a", i));

		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 1));
	}

	@Test
	void consumesOneUnitPerKibibyte() {
		Map<String, AttributeValue> item = Map.of("thing", AttributeValue.fromS("a"), "no", AttributeValue.fromN("1"),
				"photo", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[(UNITS - 1) * 1024])));
		this.client.putItem((put) -> put.tableName("things").item(item));

		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 2));
	}

	@Test
	void consumesTwiceTheUnitsForATransaction() {
		transact(put("a", 1), put("a", 2), put("a", 3), put("a", 4));
		transact(put("a", 5));

		assertThat(reasons(put("b", 1), put("a", 6))).containsExactly("None", "ThrottlingError");
	}

	@Test
	void reportsThrottlingOnlyForItemsWithoutUnits() {
		IntStream.range(0, UNITS - 1).forEach((i) -> putPlainly("a", i));

		TransactionCanceledException refused = catchThrowableOfType(TransactionCanceledException.class,
				() -> transact(put("a", 1), put("a", 2), put("b", 1)));

		assertThat(refused.cancellationReasons()).extracting(CancellationReason::code)
			.containsExactly("None", "ThrottlingError", "None");
		assertThat(refused.cancellationReasons().get(1).message())
			.startsWith("Throughput exceeds the current capacity of your table or index.");
		assertThat(stored("b", 1)).isEmpty();
	}

	@Test
	void commitsAPreparedTransactionAndThrottlesLaterWrites() {
		IntStream.range(0, UNITS - 2).forEach((i) -> putPlainly("a", i));

		transact(put("a", 1), put("a", 2));

		advanceTime(Duration.ofMillis(200));
		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("a", 1));
		advanceTime(Duration.ofMillis(100));
		putPlainly("a", 1);
	}

	@Test
	void consumesHalfTheUnitsForARefusedTransaction() {
		TransactWriteItem failing = TransactWriteItem.builder()
			.put((put) -> put.tableName("things").item(key("a", 1)).conditionExpression("attribute_exists(thing)"))
			.build();

		IntStream.range(0, UNITS)
			.forEach((i) -> assertThat(reasons(failing)).containsExactly("ConditionalCheckFailed"));

		assertThat(reasons(failing)).containsExactly("ThrottlingError");
	}

	@Test
	void limitsThePartitionsOfAnIndex() {
		IntStream.range(0, UNITS).forEach((i) -> putPlainly("a" + i, 1, "red"));

		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("b", 1, "red"))
			.withMessageContaining("global secondary indexes");
		assertThat(reasons(put("b", 1, "blue"), put("b", 2, "red"))).containsExactly("None", "ThrottlingError");
		putPlainly("b", 1, "blue");
		putPlainly("b", 2);

		advanceTime(Duration.ofMillis(100));
		putPlainly("b", 1, "red");
	}

	@Test
	void chargesAnIndexOnlyForAddedAndRemovedEntries() {
		putPlainly("a", 1, "red");
		IntStream.range(0, UNITS / 2).forEach((i) -> putPlainly("a", 1, "red"));
		this.client.deleteItem((delete) -> delete.tableName("things").key(key("a", 1)));

		// Adding and removing the entry consumed two units.
		IntStream.range(0, UNITS - 2).forEach((i) -> putPlainly("b" + i, 1, "red"));
		assertThatExceptionOfType(ThrottlingException.class).isThrownBy(() -> putPlainly("c", 1, "red"));
	}

	@Test
	void handlesHundredsOfConcurrentCalls() {
		int calls = 500;
		CountDownLatch arrived = new CountDownLatch(calls);
		Sleeper untilAllCallsHaveArrived = (time) -> {
			arrived.countDown();
			await(arrived);
		};
		AtomicReference<Sleeper> sleeper = new AtomicReference<>((time) -> {
		});
		try (LocalDynamoDb slowDynamoDb = LocalDynamoDb.simulatingAws(AwsBehavior.typical(), 0,
				TimeMeter.SYSTEM_NANOTIME, (time) -> sleeper.get().sleep(time));
				DynamoDbClient slowClient = client(slowDynamoDb.endpoint())) {
			create(slowClient);
			sleeper.set(untilAllCallsHaveArrived);

			assertThat(Concurrently.call(calls,
					(i) -> slowClient.getItem((get) -> get.tableName("things").key(key("a", i))).hasItem()))
				.hasSize(calls)
				.containsOnly(false);
		}
	}

	@Test
	void runsAsASeparateProcess() throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), LocalDynamoDbServer.class.getName(), "--latency=0-1.5",
				"--units=1", "--conflicts=false")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (DynamoDbClient client = client(URI.create(process.inputReader().readLine()))) {
			create(client);
			putPlainly(client, "a", 1);

			List<Boolean> throttled = Stream.generate(() -> {
				try {
					putPlainly(client, "a", 1);
					return false;
				}
				catch (ThrottlingException ex) {
					return true;
				}
			}).limit(20).toList();

			assertThat(throttled).contains(true);
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	@Test
	void changesTheLatencyOfAProcess() throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), LocalDynamoDbServer.class.getName(), "--latency=1000000-1000000")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedWriter input = process.outputWriter();
				BufferedReader output = process.inputReader();
				DynamoDbClient client = client(URI.create(output.readLine()))) {
			create(client);

			input.write("latency=0-0\n");
			input.flush();
			String changed = output.readLine();

			assertThat(changed).isEqualTo("latency=0-0");
			putPlainly(client, "a", 1);
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	private static DynamoDbClient client(URI endpoint) {
		return DynamoDbClient.builder()
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.httpClientBuilder(Apache5HttpClient.builder().maxConnections(1000))
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

	private static void create(DynamoDbClient client) {
		client.createTable((table) -> table.tableName("things")
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.attributeDefinitions((thing) -> thing.attributeName("thing").attributeType(ScalarAttributeType.S),
					(no) -> no.attributeName("no").attributeType(ScalarAttributeType.N),
					(color) -> color.attributeName("color").attributeType(ScalarAttributeType.S))
			.keySchema(KeySchemaElement.builder().attributeName("thing").keyType(KeyType.HASH).build(),
					KeySchemaElement.builder().attributeName("no").keyType(KeyType.RANGE).build())
			.globalSecondaryIndexes((index) -> index.indexName("byColor")
				.keySchema(KeySchemaElement.builder().attributeName("color").keyType(KeyType.HASH).build())
				.projection((projection) -> projection.projectionType(ProjectionType.KEYS_ONLY))));
	}

	private static Map<String, AttributeValue> key(String thing, int no) {
		return Map.of("thing", AttributeValue.fromS(thing), "no", AttributeValue.fromN(Integer.toString(no)));
	}

	private static Map<String, AttributeValue> item(String thing, int no, String color) {
		return Map.of("thing", AttributeValue.fromS(thing), "no", AttributeValue.fromN(Integer.toString(no)), "color",
				AttributeValue.fromS(color));
	}

	private static TransactWriteItem put(String thing, int no) {
		return TransactWriteItem.builder().put((put) -> put.tableName("things").item(key(thing, no))).build();
	}

	private static TransactWriteItem put(String thing, int no, String color) {
		return TransactWriteItem.builder().put((put) -> put.tableName("things").item(item(thing, no, color))).build();
	}

	private static TransactGetItem get(String thing, int no) {
		return TransactGetItem.builder().get((get) -> get.tableName("things").key(key(thing, no))).build();
	}

	private Object putPlainly(String thing, int no) {
		return putPlainly(this.client, thing, no);
	}

	private static Object putPlainly(DynamoDbClient client, String thing, int no) {
		return client.putItem((put) -> put.tableName("things").item(key(thing, no)));
	}

	private Object putPlainly(String thing, int no, String color) {
		return this.client.putItem((put) -> put.tableName("things").item(item(thing, no, color)));
	}

	private Object transact(TransactWriteItem... items) {
		return this.client.transactWriteItems((write) -> write.transactItems(items));
	}

	private Object transactWithToken(String token, TransactWriteItem... items) {
		return this.client.transactWriteItems((write) -> write.clientRequestToken(token).transactItems(items));
	}

	private List<String> reasons(TransactWriteItem... items) {
		return catchThrowableOfType(TransactionCanceledException.class, () -> transact(items)).cancellationReasons()
			.stream()
			.map(CancellationReason::code)
			.toList();
	}

	private Map<String, AttributeValue> stored(String thing, int no) {
		return this.client.getItem((get) -> get.tableName("things").key(key(thing, no))).item();
	}

	private void advanceTime(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	/**
	 * Starts a call that does not complete until {@link PausedCall#finish()}.
	 */
	private <T> PausedCall<T> startAndPause(Supplier<T> call) {
		Barrier barrier = new Barrier(new CountDownLatch(1), new CountDownLatch(1));
		this.next.set(barrier);
		CompletableFuture<T> result = CompletableFuture.supplyAsync(call, this.executor);
		await(barrier.reached());
		return new PausedCall<>(barrier, result);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Pauses a call.
	 *
	 * @param reached counted down when the call is paused
	 * @param opened counted down when the call may continue
	 */
	private record Barrier(CountDownLatch reached, CountDownLatch opened) {

		void await() {
			this.reached.countDown();
			AwsRequestHandlerTests.await(this.opened);
		}

	}

	private record PausedCall<T>(Barrier barrier, CompletableFuture<T> result) {

		void finish() {
			this.barrier.opened().countDown();
			this.result.join();
		}

	}

}
