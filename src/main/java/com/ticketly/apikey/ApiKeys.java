package com.ticketly.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The API keys in their table. All keys are in one partition, so that an instance reads
 * all of them with one query, and all reads are consistent.
 */
@Component
public class ApiKeys {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<ApiKey> TABLE = new TableDefinition<>("keys", ApiKeySchema.SCHEMA,
			ProjectionType.ALL, true);

	private static final ItemType<ApiKey> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	private final Clock clock;

	private final int maxActive;

	private final DynamoDbTable<ApiKey> table;

	private final VersionedTable<ApiKey> items;

	private final Transactions transactions;

	ApiKeys(Clock clock, ApiKeyProperties properties, Tables tables, Transactions transactions) {
		this.clock = clock;
		this.maxActive = properties.maxActive();
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
		this.transactions = transactions;
	}

	/**
	 * Creates a key.
	 * @param expiresAt from when it cannot be used, null for never
	 * @param createdBy who creates it
	 * @return the key, empty if too many are active
	 */
	public Optional<IssuedKey> create(String name, Set<Scope> scopes, @Nullable Instant expiresAt, String createdBy) {
		if (!hasRoom()) {
			return Optional.empty();
		}
		IssuedKey issued = issue(name, scopes, expiresAt, createdBy);
		return this.items.replace(issued.key()).map((stored) -> new IssuedKey(stored, issued.secret()));
	}

	/**
	 * Creates a key together with another write, both or neither. It does not check how
	 * many keys are active.
	 * @param write adds the other write to a transaction
	 * @return the key, empty if the condition of the other write does not hold
	 */
	public Optional<IssuedKey> create(String name, Set<Scope> scopes, @Nullable Instant expiresAt, String createdBy,
			Consumer<TransactWriteItemsEnhancedRequest.Builder> write) {
		IssuedKey issued = issue(name, scopes, expiresAt, createdBy);
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.items.addPut(transaction, issued.key());
		write.accept(transaction);
		return switch (this.transactions.writeNew(transaction.build())) {
			case WriteResult.Written() -> Optional.of(issued);
			case WriteResult.Refused refused when refused.mayBeWritten() && find(issued.key().id()).isPresent() ->
				Optional.of(issued);
			case WriteResult.Refused refused -> Optional.empty();
		};
	}

	private IssuedKey issue(String name, Set<Scope> scopes, @Nullable Instant expiresAt, String createdBy) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		ApiKeyId id = ApiKeyId.create(now);
		ApiKeySecret secret = ApiKeySecret.create(id);
		return new IssuedKey(new ApiKey(id, name, scopes, createdBy, now, expiresAt, null, null,
				new ApiKey.Secrets(secret.digest(), null, null), 0), secret);
	}

	/**
	 * Returns whether another key can be active.
	 */
	public boolean hasRoom() {
		Instant now = this.clock.instant();
		return all().stream().filter((key) -> key.statusAt(now) == ApiKeyStatus.ACTIVE).count() < this.maxActive;
	}

	/**
	 * Reads all keys that were not revoked long ago, the newest first.
	 */
	public List<ApiKey> all() {
		return this.table
			.query((request) -> request
				.queryConditional(QueryConditional.keyEqualTo((key) -> key.partitionValue(ApiKeySchema.PARTITION)))
				.consistentRead(true))
			.items()
			.stream()
			.sorted(Comparator.comparing((ApiKey key) -> key.id().value()).reversed())
			.toList();
	}

	/**
	 * Reads a key.
	 */
	public Optional<ApiKey> find(ApiKeyId id) {
		return this.items.find(Key.builder().partitionValue(ApiKeySchema.PARTITION).sortValue(id.value()).build());
	}

	/**
	 * Gives a key a new secret.
	 * @param overlap how long the current secret is still accepted
	 * @return the key, empty if it does not exist or cannot be used
	 */
	public Optional<IssuedKey> rotate(ApiKeyId id, Duration overlap) {
		Instant now = this.clock.instant();
		ApiKeySecret secret = ApiKeySecret.create(id);
		return change(id,
				(key) -> (key.statusAt(now) == ApiKeyStatus.ACTIVE)
						? key.rotate(secret.digest(), now.plus(overlap).truncatedTo(ChronoUnit.MILLIS)) : key)
			.filter((key) -> key.secrets().contain(secret, now))
			.map((key) -> new IssuedKey(key, secret));
	}

	/**
	 * Revokes a key for ever.
	 * @return the key, empty if it does not exist
	 */
	public Optional<ApiKey> revoke(ApiKeyId id) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		return change(id, (key) -> key.revoke(now));
	}

	/**
	 * Records that a key was used.
	 */
	void recordUse(ApiKeyId id) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		change(id, (key) -> key.usedAt(now));
	}

	private Optional<ApiKey> change(ApiKeyId id, UnaryOperator<ApiKey> change) {
		for (int attempt = 1;; attempt++) {
			Optional<ApiKey> read = find(id);
			Optional<ApiKey> changed = read.map(change);
			if (changed.equals(read)) {
				return read;
			}
			Optional<ApiKey> written = changed.flatMap(this.items::replace);
			if (written.isPresent()) {
				return written;
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * A key whose secret is known, which is so only when it was made.
	 */
	public record IssuedKey(ApiKey key, ApiKeySecret secret) {
	}

}
