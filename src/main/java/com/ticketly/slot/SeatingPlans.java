package com.ticketly.slot;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.HallVersion;
import com.ticketly.hall.Halls;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The seating plans of slots, in separate items, so that listings do not read them. They
 * never change.
 */
final class SeatingPlans {

	/**
	 * The plans of this many seats take a few megabytes.
	 */
	private static final int MAX_CACHED_SEATS = 1_000_000;

	private final DynamoDbTable<Stored> table;

	private final Halls halls;

	private final Cache<SlotId, SeatingPlan> plans = Caffeine.newBuilder()
		.maximumWeight(MAX_CACHED_SEATS)
		.weigher((SlotId id, SeatingPlan plan) -> plan.capacity())
		.build();

	SeatingPlans(DynamoDbTable<Stored> table, Halls halls) {
		this.table = table;
		this.halls = halls;
	}

	void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot, SeatingPlan plan) {
		transaction.addPutItem(this.table, Stored.of(slot, plan));
		this.plans.put(slot.id(), plan);
	}

	SeatingPlan of(Slot slot) {
		return this.plans.get(slot.id(),
				(id) -> slot.capacity().hasPlan() ? read(id) : slot.capacity().numberedSeats());
	}

	/**
	 * Returns the plan of a slot that was scheduled with one.
	 */
	SeatingPlan drawn(SlotId id) {
		return this.plans.get(id, this::read);
	}

	private SeatingPlan read(SlotId id) {
		Key key = Key.builder().partitionValue(Stored.key(id)).build();
		Stored found = this.table.getItem((request) -> request.key(key).consistentRead(true));
		if (found == null) {
			throw new IllegalStateException("Slot " + id + " lacks its seating plan");
		}
		HallVersion hall = found.hall();
		return (hall != null) ? this.halls.plan(hall) : SeatingPlan.parse(found.drawings());
	}

	/**
	 * Stores a plan for as long as a slot that is about to be written. The time is never
	 * shortened, because the write of the slot may fail.
	 */
	void keep(Slot slot) {
		Stored seating = Stored.of(slot, of(slot));
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
			// It is already stored for at least that long.
		}
	}

	/**
	 * The item that stores the seating plan of a slot, or the hall that has it.
	 *
	 * @param key the key of the item, which is no slot id
	 * @param drawings the name of each section, followed by the lines of its drawing;
	 * empty for the plan of a hall
	 * @param hall the version of the hall, null for a plan of the slot's own
	 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for
	 * never
	 */
	record Stored(String key, List<List<String>> drawings, @Nullable HallVersion hall, @Nullable Long purgeAt) {

		static final TableSchema<Stored> SCHEMA = RecordSchema.of(Stored.class, Stored::read)
			.attribute("slotId", String.class, Stored::key, primaryPartitionKey())
			.attribute("seating", EnhancedType.listOf(EnhancedType.listOf(String.class)), Stored::drawings)
			.attribute("hall", String.class, (stored) -> (stored.hall() != null) ? stored.hall().toString() : null)
			.attribute(TableDefinition.PURGE_AT, Long.class, Stored::purgeAt)
			.build();

		static Stored of(Slot slot, SeatingPlan plan) {
			HallUse use = slot.showing().hall();
			return new Stored(key(slot.id()), (use != null) ? List.of() : plan.drawings(),
					(use != null) ? use.version() : null, slot.lifecycle().purgeAt());
		}

		@SuppressWarnings("unchecked")
		private static Stored read(ItemAttributes attributes) {
			String hall = attributes.find("hall", String.class);
			return new Stored(attributes.get("slotId", String.class), attributes.get("seating", List.class),
					(hall != null) ? HallVersion.parse(hall) : null,
					attributes.find(TableDefinition.PURGE_AT, Long.class));
		}

		static String key(SlotId slot) {
			return slot + "#seating";
		}

	}

}
