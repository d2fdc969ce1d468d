package com.ticketly.dynamodb;

import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * A table of items of one kind, written with optimistic locking: every write has the
 * condition that the stored item still has the version that was read. When the condition
 * fails, a transaction returns the stored item. All reads are consistent.
 */
public final class VersionedTable<T extends Versioned<T>> {

	private static final Expression IS_NEW = Expression.builder()
		.expression("attribute_not_exists(" + Versioned.VERSION + ")")
		.build();

	private final DynamoDbTable<T> table;

	VersionedTable(DynamoDbTable<T> table) {
		this.table = table;
	}

	/**
	 * Returns the primary key of an item.
	 */
	public Key key(T item) {
		return this.table.keyFrom(item);
	}

	/**
	 * Reads an item, empty when none is stored with the key.
	 */
	public Optional<T> find(Key key) {
		return Optional.ofNullable(this.table.getItem((request) -> request.key(key).consistentRead(true)));
	}

	/**
	 * Reads the stored item with the same key as a given one.
	 */
	public Optional<T> find(T item) {
		return find(key(item));
	}

	/**
	 * Adds a write of an item to a transaction. It stores {@link Versioned#nextVersion()}
	 * on the condition that the stored item has the given version, or that none is stored
	 * if that is 0.
	 */
	public void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, T item) {
		transaction.addPutItem(this.table,
				TransactPutItemEnhancedRequest.builder(this.table.tableSchema().itemType().rawClass())
					.item(item.nextVersion())
					.conditionExpression(unchanged(item))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

	/**
	 * Adds the deletion of an item to a transaction.
	 */
	public void addDelete(TransactWriteItemsEnhancedRequest.Builder transaction, T item) {
		transaction.addDeleteItem(this.table,
				TransactDeleteItemEnhancedRequest.builder()
					.key(key(item))
					.conditionExpression(hasVersion(item.version()))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

	/**
	 * Writes an item outside a transaction, on the condition of {@link #addPut}.
	 * @return the item as it is stored, or empty when another write came first or a
	 * transaction is writing the item
	 */
	public Optional<T> replace(T item) {
		T next = item.nextVersion();
		try {
			this.table.putItem((request) -> request.item(next)
				.conditionExpression(unchanged(item))
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
			return Optional.of(next);
		}
		catch (ConditionalCheckFailedException ex) {
			// The SDK sends a request again when it gets no response, although the first
			// attempt may have been written.
			boolean written = ex.numAttempts() > 1 && ex.hasItem() && parse(ex.item()).filter(next::equals).isPresent();
			return written ? Optional.of(next) : Optional.empty();
		}
		catch (TransactionConflictException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads an item from its attributes, empty when there are none.
	 */
	public Optional<T> parse(Map<String, AttributeValue> item) {
		return item.isEmpty() ? Optional.empty() : Optional.of(this.table.tableSchema().mapToItem(item));
	}

	private Expression unchanged(T item) {
		return (item.version() == 0) ? IS_NEW : hasVersion(item.version());
	}

	private static Expression hasVersion(long version) {
		return Expression.builder()
			.expression(Versioned.VERSION + " = :read")
			.putExpressionValue(":read", AttributeValue.fromN(Long.toString(version)))
			.build();
	}

}
