package com.ticketly.user;

import com.ticketly.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The item that maps the phone number and the name of a customer to the id of the user.
 *
 * @param key the key of the item, which is not a user id
 */
record UserIdentity(String key, String userId) {

	static final TableSchema<UserIdentity> SCHEMA = RecordSchema
		.of(UserIdentity.class,
				(fields) -> new UserIdentity(fields.get("userId", String.class),
						fields.get("namedUserId", String.class)))
		.attribute("userId", String.class, UserIdentity::key, primaryPartitionKey())
		.attribute("namedUserId", String.class, UserIdentity::userId)
		.build();

	static String key(String name, PhoneNumber phone) {
		return "NAME#" + phone.e164() + "#" + name;
	}

}
