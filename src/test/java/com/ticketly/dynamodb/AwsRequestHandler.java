package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.IndexEntries.EntryWrite;
import com.ticketly.dynamodb.ItemWrite.Kind;
import com.ticketly.dynamodb.OngoingWrites.Item;
import com.ticketly.dynamodb.PartitionLimits.Partition;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.exceptions.AWSExceptionFactory;
import software.amazon.dynamodb.services.exceptions.AmazonServiceExceptionType;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;

/**
 * Simulates DynamoDB on AWS: calls have latency, the write units of a partition key are
 * limited, and a write is refused while a transaction is writing the same item.
 * <p>
 * A transaction writes each of its items <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">twice</a>,
 * to prepare and to commit. Only the prepare phase can be refused, so a refused
 * transaction consumes half the units of a successful one. A prepared transaction is
 * always committed, even if a partition has no units left; later writes then wait until
 * the deficit is refilled. A put is also refused while the partition of an index that it
 * adds an entry to has no units left.
 */
final class AwsRequestHandler extends LocalRequestHandler {

	private static final CancellationReason NONE = CancellationReason.builder().code("None").build();

	private static final CancellationReason CONFLICT = CancellationReason.builder()
		.code("TransactionConflict")
		.message("Transaction is ongoing for the item")
		.build();

	private static final String TABLE_EXCEEDED = "Throughput exceeds the current capacity of your table or index. "
			+ "DynamoDB is automatically scaling your table or index so please try again shortly. "
			+ "If exceptions persist, check if you have a hot key: "
			+ "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html";

	private static final String INDEX_EXCEEDED = "Throughput exceeds the current capacity for one or more global "
			+ "secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.";

	/**
	 * How long DynamoDB remembers the {@code ClientRequestToken} of a transaction.
	 */
	private static final Duration TOKEN_RETENTION = Duration.ofMinutes(10);

	private final AwsBehavior behavior;

	private final Sleeper sleeper;

	private final PartitionLimits limits;

	private final OngoingWrites ongoingWrites = new OngoingWrites();

	private final Set<String> tokensInProgress = ConcurrentHashMap.newKeySet();

	private final Cache<String, Boolean> tokensWritten = Caffeine.newBuilder()
		.expireAfterWrite(TOKEN_RETENTION)
		.build();

	AwsRequestHandler(AwsBehavior behavior, TimeMeter time, Sleeper sleeper) throws DynamoDBLocalServiceException {
		super(null);
		this.behavior = behavior;
		this.sleeper = sleeper;
		this.limits = new PartitionLimits(behavior.unitsPerSecond(), time);
	}

	@Override
	public TransactWriteItemsResponse transactWriteItems(String account, String region,
			TransactWriteItemsRequest request) {
		String token = request.clientRequestToken();
		if (token == null) {
			return transact(account, region, request);
		}
		if (this.tokensWritten.getIfPresent(token) != null) {
			return call(() -> super.transactWriteItems(account, region, request));
		}
		if (!this.tokensInProgress.add(token)) {
			return refuse(new DynamoDBLocalServiceException(
					"The transaction with the given request token is already in progress.", null, null,
					"TransactionInProgressException"));
		}
		try {
			TransactWriteItemsResponse response = transact(account, region, request);
			this.tokensWritten.put(token, true);
			return response;
		}
		finally {
			this.tokensInProgress.remove(token);
		}
	}

	private TransactWriteItemsResponse transact(String account, String region, TransactWriteItemsRequest request) {
		List<ItemWrite> writes = request.transactItems().stream().map(ItemWrite::of).toList();
		List<Item> items = writes.stream()
			.map((write) -> item(account, region, write.table(), write.attributes()))
			.toList();
		BitSet conflicts = this.behavior.conflicts() ? this.ongoingWrites.beginTransaction(items) : new BitSet();
		AtomicBoolean ongoing = new AtomicBoolean(this.behavior.conflicts() && conflicts.isEmpty());
		try {
			List<CancellationReason> reasons = new ArrayList<>();
			for (int i = 0; i < writes.size(); i++) {
				String exceeded = takeUnits(account, region, writes.get(i));
				reasons.add((exceeded != null)
						? CancellationReason.builder().code("ThrottlingError").message(exceeded).build()
						: conflicts.get(i) ? CONFLICT : NONE);
			}
			return call(() -> {
				try {
					if (reasons.stream().anyMatch((reason) -> reason != NONE)) {
						throw AWSExceptionFactory.buildTransactionCanceledException(reasons);
					}
					TransactWriteItemsResponse response = runAndChargeIndexes(account, region, writes,
							() -> super.transactWriteItems(account, region, request));
					writes.forEach((write) -> this.limits.charge(partition(account, region, write), write.units()));
					return response;
				}
				catch (RuntimeException ex) {
					// Release the items before the response is sent, so that a retry of
					// the client does not conflict.
					endTransaction(items, ongoing);
					throw ex;
				}
			});
		}
		finally {
			endTransaction(items, ongoing);
		}
	}

	private void endTransaction(List<Item> items, AtomicBoolean ongoing) {
		if (ongoing.getAndSet(false)) {
			this.ongoingWrites.endTransaction(items);
		}
	}

	@Override
	public PutItemResponse putItem(String account, String region, PutItemRequest request) {
		return write(account, region, ItemWrite.of(request), () -> super.putItem(account, region, request));
	}

	@Override
	public UpdateItemResponse updateItem(String account, String region, UpdateItemRequest request) {
		return write(account, region, ItemWrite.of(request), () -> super.updateItem(account, region, request));
	}

	@Override
	public DeleteItemResponse deleteItem(String account, String region, DeleteItemRequest request) {
		return write(account, region, ItemWrite.of(request), () -> super.deleteItem(account, region, request));
	}

	private <R> R write(String account, String region, ItemWrite write, Supplier<R> work) {
		Item item = item(account, region, write.table(), write.attributes());
		String exceeded = takeUnits(account, region, write);
		if (exceeded != null) {
			return refuse(
					AWSExceptionFactory.buildAWSException(AmazonServiceExceptionType.THROTTLING_EXCEPTION, exceeded));
		}
		if (!this.behavior.conflicts()) {
			return call(() -> runAndChargeIndexes(account, region, List.of(write), work));
		}
		if (!this.ongoingWrites.beginWrite(item)) {
			return refuse(AWSExceptionFactory.buildAWSException(
					AmazonServiceExceptionType.TRANSACTION_CONFLICT_EXCEPTION, "Transaction is ongoing for the item"));
		}
		try {
			return call(() -> runAndChargeIndexes(account, region, List.of(write), work));
		}
		finally {
			this.ongoingWrites.endWrite(item);
		}
	}

	@Override
	public TransactGetItemsResponse transactGetItems(String account, String region, TransactGetItemsRequest request) {
		List<Item> items = request.transactItems()
			.stream()
			.map((item) -> item(account, region, item.get().tableName(), item.get().key()))
			.toList();
		BitSet conflicts = this.behavior.conflicts() ? this.ongoingWrites.findConflicts(items) : new BitSet();
		if (conflicts.isEmpty()) {
			return call(() -> super.transactGetItems(account, region, request));
		}
		List<CancellationReason> reasons = new ArrayList<>();
		for (int i = 0; i < items.size(); i++) {
			reasons.add(conflicts.get(i) ? CONFLICT : NONE);
		}
		return refuse(AWSExceptionFactory.buildTransactionCanceledException(reasons));
	}

	@Override
	public GetItemResponse getItem(String account, String region, GetItemRequest request) {
		return call(() -> super.getItem(account, region, request));
	}

	@Override
	public BatchGetItemResponse batchGetItem(String account, String region, BatchGetItemRequest request) {
		return call(() -> super.batchGetItem(account, region, request));
	}

	@Override
	public QueryResponse query(String account, String region, QueryRequest request) {
		return call(() -> super.query(account, region, request));
	}

	@Override
	public ScanResponse scan(String account, String region, ScanRequest request) {
		return call(() -> super.scan(account, region, request));
	}

	/**
	 * Only adds latency. The service does not use this operation, and benchmarks fill
	 * their tables with it, which must not be throttled.
	 */
	@Override
	public BatchWriteItemResponse batchWriteItem(String account, String region, BatchWriteItemRequest request) {
		return call(() -> super.batchWriteItem(account, region, request));
	}

	/**
	 * Processes a call after half of its latency, between the time for the request and
	 * the time for the response.
	 */
	private <R> R call(Supplier<R> work) {
		Duration latency = this.behavior.latency().draw();
		Duration outbound = latency.dividedBy(2);
		long begin = System.nanoTime();
		this.sleeper.sleep(outbound);
		try {
			return work.get();
		}
		finally {
			Duration worked = Duration.ofNanos(System.nanoTime() - begin);
			Duration left = latency.minus((worked.compareTo(outbound) > 0) ? worked : outbound);
			if (left.isPositive()) {
				this.sleeper.sleep(left);
			}
		}
	}

	private <R> R refuse(RuntimeException refusal) {
		return call(() -> {
			throw refusal;
		});
	}

	/**
	 * Consumes the units of a plain write, or of the prepare phase of a transaction.
	 * @return the error message if a limit is exceeded, null otherwise
	 */
	private @Nullable String takeUnits(String account, String region, ItemWrite write) {
		TableDescription table = table(account, region, write.table());
		if (write.kind() == Kind.PUT && IndexEntries.changed(table, Map.of(), write.attributes())
			.stream()
			.anyMatch((entry) -> !this.limits.hasUnits(entry.partition()))) {
			return INDEX_EXCEEDED;
		}
		return this.limits.take(partition(account, region, write), write.units()) ? null : TABLE_EXCEEDED;
	}

	/**
	 * Processes a request and charges indexes for the entries it changes. An index is
	 * written after the table, so it can no longer refuse the request.
	 */
	private <R> R runAndChargeIndexes(String account, String region, List<ItemWrite> writes, Supplier<R> work) {
		List<ItemWrite> indexed = writes.stream()
			.filter((write) -> write.kind() != Kind.CHECK)
			.filter((write) -> table(account, region, write.table()).hasGlobalSecondaryIndexes())
			.toList();
		List<Map<String, AttributeValue>> before = indexed.stream()
			.map((write) -> write.mustBeNew() ? Map.<String, AttributeValue>of() : stored(account, region, write))
			.toList();
		R response = work.get();
		for (int i = 0; i < indexed.size(); i++) {
			ItemWrite write = indexed.get(i);
			Map<String, AttributeValue> after = switch (write.kind()) {
				case PUT -> write.attributes();
				case UPDATE -> stored(account, region, write);
				case DELETE, CHECK -> Map.of();
			};
			for (EntryWrite entry : IndexEntries.changed(table(account, region, write.table()), before.get(i), after)) {
				this.limits.charge(entry.partition(), entry.units());
			}
		}
		return response;
	}

	private Map<String, AttributeValue> stored(String account, String region, ItemWrite write) {
		Map<String, AttributeValue> key = item(account, region, write.table(), write.attributes()).key();
		return super.getItem(account, region,
				GetItemRequest.builder().tableName(write.table()).key(key).consistentRead(true).build())
			.item();
	}

	private Partition partition(String account, String region, ItemWrite write) {
		String key = table(account, region, write.table()).keySchema().getFirst().attributeName();
		return new Partition(write.table(), write.attributes().getOrDefault(key, AttributeValue.fromNul(true)));
	}

	private Item item(String account, String region, String table, Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> key = new HashMap<>(attributes);
		key.keySet()
			.retainAll(
					table(account, region, table).keySchema().stream().map(KeySchemaElement::attributeName).toList());
		return new Item(table, key);
	}

	/**
	 * Strategy for sleeping.
	 */
	interface Sleeper {

		void sleep(Duration time);

		/**
		 * Returns a sleeper that blocks the current thread.
		 */
		static Sleeper realTime() {
			return (time) -> {
				try {
					Thread.sleep(time);
				}
				catch (InterruptedException ex) {
					// The server is stopping.
					Thread.currentThread().interrupt();
				}
			};
		}

	}

}
