package com.ticketly.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The table of idempotency records. A record is written in the transaction of what its
 * request does, on the condition that no attempt with the same key was written before.
 */
@Component
public class IdempotencyRecords {

	private static final TableSchema<IdempotencyRecord> SCHEMA = RecordSchema
		.of(IdempotencyRecord.class, IdempotencyRecords::read)
		.attribute("requestKey", String.class, IdempotencyRecord::key, primaryPartitionKey())
		.attribute("fingerprint", String.class, IdempotencyRecord::fingerprint)
		.attribute("attempt", String.class, IdempotencyRecord::attempt)
		.attribute("result", String.class, IdempotencyRecord::result)
		.attribute(TableDefinition.PURGE_AT, Long.class, IdempotencyRecord::purgeAt)
		.attribute("version", Long.class, IdempotencyRecord::version)
		.build();

	/**
	 * The table.
	 */
	public static final TableDefinition<IdempotencyRecord> TABLE = new TableDefinition<>("idempotency", SCHEMA,
			ProjectionType.ALL, true);

	/**
	 * Its items.
	 */
	public static final ItemType<IdempotencyRecord> ITEMS = new ItemType<>(TABLE, SCHEMA);

	/**
	 * How many keys an instance remembers, and for how long. Each takes about 200 bytes.
	 */
	private static final int MAX_SEEN = 50_000;

	private static final Duration SEEN = Duration.ofMinutes(10);

	private final Clock clock;

	private final IdempotencyProperties properties;

	private final VersionedTable<IdempotencyRecord> table;

	/**
	 * The keys that this instance has seen lately. Without them, a client that repeats a
	 * request all the time would make every group fail once in which it is.
	 */
	private final Cache<String, Boolean> seen = Caffeine.newBuilder()
		.maximumSize(MAX_SEEN)
		.expireAfterWrite(SEEN)
		.build();

	IdempotencyRecords(Clock clock, IdempotencyProperties properties, Tables tables) {
		this.clock = clock;
		this.properties = properties;
		this.table = tables.versioned(ITEMS);
	}

	private static IdempotencyRecord read(ItemAttributes attributes) {
		return new IdempotencyRecord(attributes.get("requestKey", String.class),
				attributes.get("fingerprint", String.class), attributes.get("attempt", String.class),
				attributes.get("result", String.class), attributes.get(TableDefinition.PURGE_AT, Long.class),
				attributes.get("version", Long.class));
	}

	/**
	 * Begins a request: finds out whether it was done before, by a consistent read if it
	 * has a key.
	 */
	public IdempotentRequest begin(IdempotencyKey key, Fingerprint fingerprint) {
		return (key.digest() != null) ? read(key.digest(), fingerprint.digest(), UUID.randomUUID().toString())
				: IdempotentRequest.WITHOUT_KEY;
	}

	/**
	 * Begins a request whose record is written in one transaction with all that it does.
	 * The condition of the transaction proves that the key is new, so the record is read
	 * only if this instance has seen the key before.
	 */
	public IdempotentRequest beginLikelyNew(IdempotencyKey key, Fingerprint fingerprint) {
		if (key.digest() == null || this.seen.asMap().putIfAbsent(key.digest(), true) != null) {
			return begin(key, fingerprint);
		}
		return new IdempotentRequest(key.digest(), fingerprint.digest(), UUID.randomUUID().toString(), null, 0,
				purgeAt());
	}

	private long purgeAt() {
		return this.clock.instant().plus(this.properties.kept()).getEpochSecond();
	}

	/**
	 * Returns the request with what is stored for its key now.
	 */
	public IdempotentRequest readAgain(IdempotentRequest request) {
		return (request.key() != null) ? read(request.key(), request.fingerprint(), request.attempt()) : request;
	}

	private IdempotentRequest read(String key, String fingerprint, String attempt) {
		Instant now = this.clock.instant();
		Optional<IdempotencyRecord> stored = this.table.find(tableKey(key));
		return new IdempotentRequest(key, fingerprint, attempt,
				stored.filter((record) -> record.isLive(now)).orElse(null),
				stored.map(IdempotencyRecord::version).orElse(0L), purgeAt());
	}

	/**
	 * Returns the primary key of a record.
	 */
	public static Key tableKey(String key) {
		return Key.builder().partitionValue(key).build();
	}

	/**
	 * Adds a record to the transaction of what its request does.
	 */
	public void addTo(TransactWriteItemsEnhancedRequest.Builder transaction, IdempotencyRecord record) {
		this.table.addPut(transaction, record);
	}

	/**
	 * Adds the record of a request that was done in several transactions.
	 * @return false if another attempt was recorded first
	 */
	public boolean add(IdempotencyRecord record) {
		return this.table.replace(record).isPresent();
	}

}
