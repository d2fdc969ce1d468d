package com.ticketly.slot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.seating.SeatingPlan;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The seating plans of slots, in items of their own, so that listings do not read them.
 * They never change.
 */
final class SeatingPlans {

	/**
	 * The most seats of all cached plans, which take a few megabytes.
	 */
	private static final int MAX_CACHED_SEATS = 1_000_000;

	private final DynamoDbTable<SlotSeating> table;

	private final Cache<SlotId, SeatingPlan> plans = Caffeine.newBuilder()
		.maximumWeight(MAX_CACHED_SEATS)
		.weigher((SlotId id, SeatingPlan plan) -> plan.capacity())
		.build();

	SeatingPlans(DynamoDbTable<SlotSeating> table) {
		this.table = table;
	}

	/**
	 * Adds the plan of a new slot to a transaction.
	 */
	void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot, SeatingPlan plan) {
		transaction.addPutItem(this.table, SlotSeating.of(slot, plan));
		this.plans.put(slot.id(), plan);
	}

	SeatingPlan of(Slot slot) {
		return this.plans.get(slot.id(),
				(id) -> slot.capacity().hasPlan() ? read(id) : slot.capacity().numberedSeats());
	}

	private SeatingPlan read(SlotId id) {
		Key key = Key.builder().partitionValue(SlotSeating.key(id)).build();
		SlotSeating found = this.table.getItem((request) -> request.key(key).consistentRead(true));
		if (found == null) {
			throw new IllegalStateException("Slot " + id + " lacks its seating plan");
		}
		return found.plan();
	}

	/**
	 * Stores a plan for as long as a slot that is about to be written. The time is never
	 * shortened, because the write of the slot may fail.
	 */
	void keep(Slot slot) {
		SlotSeating seating = SlotSeating.of(slot, of(slot));
		Long purgeAt = seating.purgeAt();
		if (purgeAt == null) {
			this.table.putItem(seating);
			return;
		}
		Expression isShorter = Expression.builder()
			.expression(TableDefinition.PURGE_AT + " < :purgeAt")
			.putExpressionValue(":purgeAt", AttributeValue.fromN(purgeAt.toString()))
			.build();
		try {
			this.table.putItem((request) -> request.item(seating).conditionExpression(isShorter));
		}
		catch (ConditionalCheckFailedException _) {
			// It is stored for as long already.
		}
	}

}
