package com.ticketly.dynamodb;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * Describes items of one kind. A table may store several kinds.
 *
 * @param table the table they are stored in
 * @param schema their attributes, with the primary key of the table
 */
public record ItemType<T extends Versioned<T>>(TableDefinition<?> table, TableSchema<T> schema) {
}
