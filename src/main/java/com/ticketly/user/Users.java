package com.ticketly.user;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.Backoff;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The table of users. For each user, a second item maps phone number and name to the id
 * of the user, so that concurrent first bookings of a customer register one user.
 */
@Component
public class Users {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<User> TABLE = new TableDefinition<>("users", UserSchema.SCHEMA,
			ProjectionType.KEYS_ONLY, false);

	private static final Expression IS_NEW = Expression.builder().expression("attribute_not_exists(userId)").build();

	private static final Expression EXISTS = Expression.builder().expression("attribute_exists(userId)").build();

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	// The limit of BatchGetItem.
	private static final int READ_BATCH = 100;

	private final Clock clock;

	private final DynamoDbEnhancedClient client;

	private final Transactions transactions;

	private final Counter registered;

	private final DynamoDbTable<User> table;

	private final DynamoDbTable<UserIdentity> identities;

	private final Cache<String, UserId> idsByIdentity = Caffeine.newBuilder().maximumSize(100_000).build();

	/**
	 * Customers by user id. Users never change.
	 */
	private final Cache<UserId, CustomerKey> customers = Caffeine.newBuilder().maximumSize(100_000).build();

	Users(Clock clock, DynamoDbEnhancedClient client, Transactions transactions, Tables tables,
			MeterRegistry registry) {
		this.clock = clock;
		this.client = client;
		this.transactions = transactions;
		this.registered = Counter.builder("ticketly.users").description("Users registered").register(registry);
		this.table = tables.open(TABLE);
		this.identities = tables.view(TABLE, UserIdentity.SCHEMA);
	}

	/**
	 * Reads a user, with a consistent read.
	 */
	public Optional<User> find(UserId id) {
		return Optional.ofNullable(this.table.getItem((request) -> request.key(key(id.value())).consistentRead(true)));
	}

	/**
	 * Reads users, with consistent reads. Those that somebody has deleted are missing.
	 */
	public Map<UserId, User> findAll(Collection<UserId> ids) {
		Map<UserId, User> found = new HashMap<>();
		List<UserId> all = List.copyOf(ids);
		for (int from = 0; from < all.size(); from += READ_BATCH) {
			ReadBatch.Builder<User> batch = ReadBatch.builder(User.class).mappedTableResource(this.table);
			all.subList(from, Math.min(from + READ_BATCH, all.size()))
				.forEach((id) -> batch.addGetItem((item) -> item.key(key(id.value())).consistentRead(true)));
			this.client.batchGetItem(BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build())
				.resultsForTable(this.table)
				.forEach((user) -> found.put(user.id(), user));
		}
		return found;
	}

	/**
	 * Returns which customer a user is. Users with one phone number and several names are
	 * one customer.
	 * @throws SdkException when there is no answer before the deadline of the thread
	 */
	public CustomerKey customer(UserId id) {
		CustomerKey cached = this.customers.getIfPresent(id);
		if (cached != null) {
			return cached;
		}
		// A user that somebody has deleted is a customer of its own.
		CustomerKey read = find(id).map((user) -> CustomerKey.of(user.phone()))
			.orElseGet(() -> new CustomerKey(id.value()));
		this.customers.put(id, read);
		return read;
	}

	/**
	 * Returns the id of the user with a name and a phone number, and registers a new user
	 * if there is none.
	 * @throws SdkException when there is no answer before the deadline of the thread
	 */
	public UserId resolve(String name, PhoneNumber phone) {
		String key = UserIdentity.key(name, phone);
		UserId cached = this.idsByIdentity.getIfPresent(key);
		return (cached != null) ? cached : findOrRegister(key, name, phone);
	}

	private UserId findOrRegister(String key, String name, PhoneNumber phone) {
		for (int attempt = 1;; attempt++) {
			UserIdentity found = this.identities.getItem((request) -> request.key(key(key)).consistentRead(true));
			UserId user = (found != null) ? new UserId(found.userId()) : register(name, phone);
			if (found != null && !found.isIndexed()) {
				index(new UserId(found.userId()));
			}
			if (user != null) {
				this.idsByIdentity.put(key, user);
				this.customers.put(user, CustomerKey.of(phone));
				return user;
			}
			Backoff.afterConflict(attempt);
		}
	}

	/**
	 * Returns null if a concurrent request registers the same user.
	 */
	private @Nullable UserId register(String name, PhoneNumber phone) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		User user = new User(UserId.create(now), name, phone, now);
		WriteResult result = this.transactions.writeNewUnlessTaken(TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString())
			.addPutItem(this.identities, putNew(UserIdentity.class, UserIdentity.of(user)))
			.addPutItem(this.table, putNew(User.class, user))
			.build());
		if (result instanceof WriteResult.Refused) {
			return null;
		}
		this.registered.increment();
		return user.id();
	}

	/**
	 * Writes the unchanged items of a user that an earlier version has registered, with
	 * the keys of the index.
	 */
	private void index(UserId id) {
		try {
			find(id).ifPresent((user) -> {
				this.table.putItem((request) -> request.item(user).conditionExpression(EXISTS));
				// Written last, because it tells whether the user is in the index.
				this.identities.putItem((request) -> request.item(UserIdentity.of(user)).conditionExpression(EXISTS));
			});
		}
		catch (SdkException ex) {
			logger.info("A customer can not be found by name and phone number yet", ex);
		}
	}

	private static <T> TransactPutItemEnhancedRequest<T> putNew(Class<T> type, T item) {
		return TransactPutItemEnhancedRequest.builder(type).item(item).conditionExpression(IS_NEW).build();
	}

	private static Key key(String value) {
		return Key.builder().partitionValue(value).build();
	}

}
