package com.ticketly.commit;

import com.ticketly.dynamodb.VersionedTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * Identifies an item among those of all tables.
 *
 * @param table where the item is stored
 * @param key its primary key
 */
record ItemKey(VersionedTable<?> table, Key key) {
}
