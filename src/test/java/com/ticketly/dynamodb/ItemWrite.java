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
 * A write of one item, plain or of a transaction.
 *
 * @param kind what is done
 * @param table the item's table
 * @param given the whole item of a put, the key of others
 * @param isNew whether it is written only if it does not exist
 */
record ItemWrite(Kind kind, String table, Map<String, AttributeValue> given, boolean isNew) {

	/**
	 * What is done to an item.
	 */
	enum Kind {

		PUT, UPDATE, DELETE, CHECK

	}

	static ItemWrite of(PutItemRequest put) {
		return new ItemWrite(Kind.PUT, put.tableName(), put.item(), isNew(put.conditionExpression()));
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
			return new ItemWrite(Kind.PUT, put.tableName(), put.item(), isNew(put.conditionExpression()));
		}
		if (item.update() != null) {
			return new ItemWrite(Kind.UPDATE, item.update().tableName(), item.update().key(), false);
		}
		if (item.delete() != null) {
			return new ItemWrite(Kind.DELETE, item.delete().tableName(), item.delete().key(), false);
		}
		return new ItemWrite(Kind.CHECK, item.conditionCheck().tableName(), item.conditionCheck().key(), false);
	}

	private static boolean isNew(@Nullable String condition) {
		return condition != null && condition.startsWith("attribute_not_exists");
	}

	/**
	 * Returns the units of a plain write. What is not sent whole is taken to be less than
	 * a kibibyte.
	 */
	int units() {
		return (this.kind == Kind.PUT) ? WriteUnits.of(this.given) : 1;
	}

}
