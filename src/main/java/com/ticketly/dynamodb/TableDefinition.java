package com.ticketly.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Defines a table: its name, keys and indexes.
 *
 * @param <T> the type of the items that the table mainly stores
 * @param name the name of the table, without the prefix in the settings
 * @param schema the attributes, keys and indexes
 * @param projection which attributes of an item the indexes contain
 * @param purges whether DynamoDB deletes items once the time in {@value #PURGE_AT} has
 * passed
 */
public record TableDefinition<T>(String name, TableSchema<T> schema, ProjectionType projection, boolean purges) {

	/**
	 * The attribute for DynamoDB's time to live, in seconds since 1970.
	 */
	public static final String PURGE_AT = "purgeAt";

}
