package com.ticketly.dynamodb;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * A write of one item, either plain or in a transaction.
 *
 * @param kind the kind of write
 * @param table the name of the table
 * @param attributes all attributes of the item for a put, the primary key otherwise
 * @param mustBeNew whether the write requires that the item does not exist
 */
record ItemWrite(Kind kind, String table, Map<String, AttributeValue> attributes, boolean mustBeNew) {

	/**
	 * The kind of write.
	 */
	enum Kind {

		PUT, UPDATE, DELETE, CHECK

	}

	static ItemWrite of(PutItemRequest put) {
		return new ItemWrite(Kind.PUT, put.tableName(), put.item(), requiresNewItem(put.conditionExpression()));
	}

	static ItemWrite of(UpdateItemRequest update) {
		return new ItemWrite(Kind.UPDATE, update.tableName(), update.key(), false);
	}

	static ItemWrite of(DeleteItemRequest delete) {
		return new ItemWrite(Kind.DELETE, delete.tableName(), delete.key(), false);
	}

	static ItemWrite of(TransactWriteItem item) {
		if (item.put() != null) {
			Put put = item.put();
			return new ItemWrite(Kind.PUT, put.tableName(), put.item(), requiresNewItem(put.conditionExpression()));
		}
		if (item.update() != null) {
			return new ItemWrite(Kind.UPDATE, item.update().tableName(), item.update().key(), false);
		}
		if (item.delete() != null) {
			return new ItemWrite(Kind.DELETE, item.delete().tableName(), item.delete().key(), false);
		}
		return new ItemWrite(Kind.CHECK, item.conditionCheck().tableName(), item.conditionCheck().key(), false);
	}

	private static boolean requiresNewItem(@Nullable String condition) {
		return condition != null && condition.startsWith("attribute_not_exists");
	}

	/**
	 * Returns the write units of a plain write. An update or delete does not contain the
	 * whole item, which is assumed to be at most 1 KiB.
	 */
	int units() {
		return (this.kind == Kind.PUT) ? WriteUnits.of(this.attributes) : 1;
	}

}
