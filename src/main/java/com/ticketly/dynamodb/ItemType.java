package com.ticketly.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Describes items of one kind. A table may store several kinds.
 *
 * @param <T> the type of the items
 * @param table the table they are stored in
 * @param schema their attributes, with the primary key of the table
 */
public record ItemType<T extends Versioned<T>>(TableDefinition<?> table, TableSchema<T> schema) {
}
