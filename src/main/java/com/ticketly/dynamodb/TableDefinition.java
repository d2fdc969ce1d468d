package com.ticketly.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * What a table is: its name, keys and indexes, as the service expects them.
 *
 * @param <T> what an item of the table holds
 * @param name the table's name, without the prefix of the settings
 * @param schema its attributes, keys and indexes
 * @param projection what the indexes hold of an item
 * @param purges whether DynamoDB deletes items whose {@value #PURGE_AT} has passed
 */
public record TableDefinition<T>(String name, TableSchema<T> schema, ProjectionType projection, boolean purges) {

	/**
	 * The attribute of DynamoDB's time to live, in seconds since 1970.
	 */
	public static final String PURGE_AT = "purgeAt";

}
