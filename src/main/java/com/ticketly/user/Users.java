package com.ticketly.user;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The table of users. Beside each user lies an item that names it by phone and name, so
 * that two first bookings at once make one user.
 */
@Component
public class Users {

	/**
	 * What the table is.
	 */
	public static final TableDefinition<User> TABLE = new TableDefinition<>("users",
			RecordSchema.of(User.class, Users::read)
				.attribute("userId", String.class, (user) -> user.id().value(), primaryPartitionKey())
				.attribute("userName", String.class, User::name)
				.attribute("phoneNumber", String.class, (user) -> user.phone().e164())
				.attribute("registeredAt", String.class, (user) -> user.registeredAt().toString())
				.build(),
			ProjectionType.ALL, false);

	private static final TableSchema<NamedUser> NAMED = RecordSchema
		.of(NamedUser.class,
				(attributes) -> new NamedUser(attributes.get("userId", String.class),
						attributes.get("namedUserId", String.class)))
		.attribute("userId", String.class, NamedUser::key, primaryPartitionKey())
		.attribute("namedUserId", String.class, NamedUser::userId)
		.build();

	private final Clock clock;

	private final Transactions transactions;

	private final Counter registered;

	private final DynamoDbTable<User> table;

	private final DynamoDbTable<NamedUser> named;

	private final Cache<String, UserId> known = Caffeine.newBuilder().maximumSize(100_000).build();

	Users(Clock clock, Transactions transactions, Tables tables, MeterRegistry registry) {
		this.clock = clock;
		this.transactions = transactions;
		this.registered = Counter.builder("ticketly.users").description("Users that were made").register(registry);
		this.table = tables.open(TABLE);
		this.named = tables.view(TABLE, NAMED);
	}

	private static User read(ItemAttributes attributes) {
		return new User(new UserId(attributes.get("userId", String.class)), attributes.get("userName", String.class),
				new PhoneNumber(attributes.get("phoneNumber", String.class)),
				Instant.parse(attributes.get("registeredAt", String.class)));
	}

	/**
	 * Reads a user as it is stored now.
	 */
	public Optional<User> find(UserId id) {
		return Optional.ofNullable(this.table.getItem((request) -> request.key(key(id.value())).consistentRead(true)));
	}

	/**
	 * Returns the user with a name and a phone number, who is registered if new.
	 */
	public UserId resolve(String name, PhoneNumber phone) {
		String key = "NAME#" + phone.e164() + "#" + name;
		UserId user = this.known.getIfPresent(key);
		while (user == null) {
			NamedUser found = this.named.getItem((request) -> request.key(key(key)).consistentRead(true));
			user = (found != null) ? new UserId(found.userId()) : register(key, name, phone);
		}
		this.known.put(key, user);
		return user;
	}

	/**
	 * Registers a user.
	 * @return its id, or null when somebody else registered it first, or is doing so
	 */
	private @Nullable UserId register(String key, String name, PhoneNumber phone) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		User user = new User(UserId.create(now), name, phone, now);
		Expression isNew = Expression.builder().expression("attribute_not_exists(userId)").build();
		WriteResult result = this.transactions.writeNewUnlessTaken(TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString())
			.addPutItem(this.named,
					TransactPutItemEnhancedRequest.builder(NamedUser.class)
						.item(new NamedUser(key, user.id().value()))
						.conditionExpression(isNew)
						.build())
			.addPutItem(this.table,
					TransactPutItemEnhancedRequest.builder(User.class).item(user).conditionExpression(isNew).build())
			.build());
		if (result instanceof WriteResult.Refused) {
			return null;
		}
		this.registered.increment();
		return user.id();
	}

	private static Key key(String value) {
		return Key.builder().partitionValue(value).build();
	}

	/**
	 * Names a user by phone and name.
	 *
	 * @param key the phone and the name
	 * @param userId the user
	 */
	private record NamedUser(String key, String userId) {
	}

}
