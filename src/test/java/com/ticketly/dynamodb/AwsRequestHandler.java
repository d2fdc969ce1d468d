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
 * Answers as DynamoDB does in AWS: calls take time, a partition key takes only so many
 * write units a second, and what writes an item at the same time as a transaction is
 * refused.
 * <p>
 * A transaction writes each of its items <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">twice</a>,
 * to prepare and to commit. Only what is to be prepared can be refused, so a refused
 * transaction costs the half of a written one; what is prepared is always committed,
 * which a partition pays for later if it has no units left. A write is refused as well
 * while the partition of an index that it would enter has none.
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
	 * How long DynamoDB knows the token of a transaction.
	 */
	private static final Duration TOKENS_KEPT = Duration.ofMinutes(10);

	private final AwsBehavior traits;

	private final Pause pause;

	private final PartitionLimits limits;

	private final OngoingWrites locks = new OngoingWrites();

	private final Set<String> tokensUnderWay = ConcurrentHashMap.newKeySet();

	private final Cache<String, Boolean> tokensWritten = Caffeine.newBuilder().expireAfterWrite(TOKENS_KEPT).build();

	AwsRequestHandler(AwsBehavior traits, TimeMeter time, Pause pause) throws DynamoDBLocalServiceException {
		super(null);
		this.traits = traits;
		this.pause = pause;
		this.limits = new PartitionLimits(traits.unitsPerSecond(), time);
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
		if (!this.tokensUnderWay.add(token)) {
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
			this.tokensUnderWay.remove(token);
		}
	}

	private TransactWriteItemsResponse transact(String account, String region, TransactWriteItemsRequest request) {
		List<ItemWrite> writes = request.transactItems().stream().map(ItemWrite::of).toList();
		List<Item> items = writes.stream().map((write) -> item(account, region, write.table(), write.given())).toList();
		BitSet conflicts = this.traits.conflicts() ? this.locks.beginTransaction(items) : new BitSet();
		AtomicBoolean locked = new AtomicBoolean(this.traits.conflicts() && conflicts.isEmpty());
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
					TransactWriteItemsResponse response = withIndexes(account, region, writes,
							() -> super.transactWriteItems(account, region, request));
					writes.forEach((write) -> this.limits.charge(partition(account, region, write), write.units()));
					return response;
				}
				catch (RuntimeException ex) {
					// The items are free before the client knows that they were refused.
					unlock(items, locked);
					throw ex;
				}
			});
		}
		finally {
			unlock(items, locked);
		}
	}

	private void unlock(List<Item> items, AtomicBoolean locked) {
		if (locked.getAndSet(false)) {
			this.locks.endTransaction(items);
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
		Item item = item(account, region, write.table(), write.given());
		String exceeded = takeUnits(account, region, write);
		if (exceeded != null) {
			return refuse(
					AWSExceptionFactory.buildAWSException(AmazonServiceExceptionType.THROTTLING_EXCEPTION, exceeded));
		}
		if (!this.traits.conflicts()) {
			return call(() -> withIndexes(account, region, List.of(write), work));
		}
		if (!this.locks.beginWrite(item)) {
			return refuse(AWSExceptionFactory.buildAWSException(
					AmazonServiceExceptionType.TRANSACTION_CONFLICT_EXCEPTION, "Transaction is ongoing for the item"));
		}
		try {
			return call(() -> withIndexes(account, region, List.of(write), work));
		}
		finally {
			this.locks.endWrite(item);
		}
	}

	@Override
	public TransactGetItemsResponse transactGetItems(String account, String region, TransactGetItemsRequest request) {
		List<Item> items = request.transactItems()
			.stream()
			.map((item) -> item(account, region, item.get().tableName(), item.get().key()))
			.toList();
		BitSet conflicts = this.traits.conflicts() ? this.locks.findBusy(items) : new BitSet();
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
	 * Only takes time: the service does not write so, and whoever fills tables with it is
	 * not to wait for units.
	 */
	@Override
	public BatchWriteItemResponse batchWriteItem(String account, String region, BatchWriteItemRequest request) {
		return call(() -> super.batchWriteItem(account, region, request));
	}

	/**
	 * Does the work of a call half-way through the time that it takes, as the way there
	 * and back would be.
	 */
	private <R> R call(Supplier<R> work) {
		Duration latency = this.traits.latency().draw();
		Duration thither = latency.dividedBy(2);
		long begin = System.nanoTime();
		this.pause.take(thither);
		try {
			return work.get();
		}
		finally {
			Duration worked = Duration.ofNanos(System.nanoTime() - begin);
			Duration left = latency.minus((worked.compareTo(thither) > 0) ? worked : thither);
			if (left.isPositive()) {
				this.pause.take(left);
			}
		}
	}

	private <R> R refuse(RuntimeException refusal) {
		return call(() -> {
			throw refusal;
		});
	}

	/**
	 * Takes the units of a plain write, or of preparing one.
	 * @return what is exceeded, null when there were enough
	 */
	private @Nullable String takeUnits(String account, String region, ItemWrite write) {
		TableDescription table = table(account, region, write.table());
		if (write.kind() == Kind.PUT && IndexEntries.changed(table, Map.of(), write.given())
			.stream()
			.anyMatch((entry) -> !this.limits.hasUnits(entry.partition()))) {
			return INDEX_EXCEEDED;
		}
		return this.limits.take(partition(account, region, write), write.units()) ? null : TABLE_EXCEEDED;
	}

	/**
	 * Charges indexes for what a request writes in them. An index is written after the
	 * table, so it cannot refuse any more.
	 */
	private <R> R withIndexes(String account, String region, List<ItemWrite> writes, Supplier<R> work) {
		List<ItemWrite> indexed = writes.stream()
			.filter((write) -> write.kind() != Kind.CHECK)
			.filter((write) -> table(account, region, write.table()).hasGlobalSecondaryIndexes())
			.toList();
		List<Map<String, AttributeValue>> before = indexed.stream()
			.map((write) -> write.isNew() ? Map.<String, AttributeValue>of() : stored(account, region, write))
			.toList();
		R response = work.get();
		for (int i = 0; i < indexed.size(); i++) {
			ItemWrite write = indexed.get(i);
			Map<String, AttributeValue> after = switch (write.kind()) {
				case PUT -> write.given();
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
		Map<String, AttributeValue> key = item(account, region, write.table(), write.given()).key();
		return super.getItem(account, region,
				GetItemRequest.builder().tableName(write.table()).key(key).consistentRead(true).build())
			.item();
	}

	private Partition partition(String account, String region, ItemWrite write) {
		String key = table(account, region, write.table()).keySchema().getFirst().attributeName();
		return new Partition(write.table(), write.given().getOrDefault(key, AttributeValue.fromNul(true)));
	}

	private Item item(String account, String region, String table, Map<String, AttributeValue> given) {
		Map<String, AttributeValue> key = new HashMap<>(given);
		key.keySet()
			.retainAll(
					table(account, region, table).keySchema().stream().map(KeySchemaElement::attributeName).toList());
		return new Item(table, key);
	}

	/**
	 * How time is taken.
	 */
	interface Pause {

		void take(Duration time);

		/**
		 * Takes it really.
		 */
		static Pause sleeping() {
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
