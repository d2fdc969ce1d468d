package com.ticketly.user;

import java.time.Instant;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * The item of a user.
 */
final class UserSchema {

	static final TableSchema<User> SCHEMA = RecordSchema.of(User.class, UserSchema::read)
		.attribute("userId", String.class, (user) -> user.id().value(), primaryPartitionKey())
		.attribute("userName", String.class, User::name)
		.attribute("phoneNumber", String.class, (user) -> user.phone().e164())
		.attribute("registeredAt", String.class, (user) -> user.registeredAt().toString())
		.attribute(SearchKey.PARTITION, String.class, (user) -> SearchKey.of(user).partition(),
				secondaryPartitionKey(SearchKey.INDEX))
		.attribute(SearchKey.SORT, String.class, (user) -> SearchKey.of(user).sort(), secondarySortKey(SearchKey.INDEX))
		.build();

	private UserSchema() {
	}

	private static User read(ItemAttributes attributes) {
		return new User(new UserId(attributes.get("userId", String.class)), attributes.get("userName", String.class),
				new PhoneNumber(attributes.get("phoneNumber", String.class)),
				Instant.parse(attributes.get("registeredAt", String.class)));
	}

}
