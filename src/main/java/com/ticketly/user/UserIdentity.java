package com.ticketly.user;

import com.ticketly.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The item that maps the phone number and the name of a customer to the id of the user.
 *
 * @param key the key of the item, which is not a user id
 * @param isIndexed whether the item is in the index of customers, unlike those of
 * versions without it
 */
record UserIdentity(String key, String userId, PhoneNumber phone, boolean isIndexed) {

	static final TableSchema<UserIdentity> SCHEMA = RecordSchema
		.of(UserIdentity.class,
				(fields) -> new UserIdentity(fields.get("userId", String.class),
						fields.get("namedUserId", String.class), phone(fields.get("userId", String.class)),
						fields.find(SearchKey.SORT, String.class) != null))
		.attribute("userId", String.class, UserIdentity::key, primaryPartitionKey())
		.attribute("namedUserId", String.class, UserIdentity::userId)
		.attribute(SearchKey.PARTITION, String.class, (identity) -> identity.searchKey().partition())
		.attribute(SearchKey.SORT, String.class, (identity) -> identity.searchKey().sort())
		.build();

	static UserIdentity of(User user) {
		return new UserIdentity(key(user.name(), user.phone()), user.id().value(), user.phone(), true);
	}

	private static PhoneNumber phone(String key) {
		return new PhoneNumber(key.split("#", 3)[1]);
	}

	private SearchKey searchKey() {
		return SearchKey.ofPhone(this.phone, this.userId);
	}

	static String key(String name, PhoneNumber phone) {
		return "NAME#" + phone.e164() + "#" + name;
	}

}
