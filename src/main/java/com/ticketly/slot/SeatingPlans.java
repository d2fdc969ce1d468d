package com.ticketly.slot;

import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
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

	private final Cache<SlotId, SeatingPlan> plans = Caffeine.newBuilder()
		.maximumWeight(MAX_CACHED_SEATS)
		.weigher((SlotId id, SeatingPlan plan) -> plan.capacity())
		.build();

	SeatingPlans(DynamoDbTable<Stored> table) {
		this.table = table;
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
		return found.plan();
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
	 * The item that stores the seating plan of a slot.
	 *
	 * @param key the key of the item, which is no slot id
	 * @param drawings the name of each section, followed by the lines of its drawing
	 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for
	 * never
	 */
	record Stored(String key, List<List<String>> drawings, @Nullable Long purgeAt) {

		static final TableSchema<Stored> SCHEMA = RecordSchema.of(Stored.class, Stored::read)
			.attribute("slotId", String.class, Stored::key, primaryPartitionKey())
			.attribute("seating", EnhancedType.listOf(EnhancedType.listOf(String.class)), Stored::drawings)
			.attribute(TableDefinition.PURGE_AT, Long.class, Stored::purgeAt)
			.build();

		static Stored of(Slot slot, SeatingPlan plan) {
			return new Stored(key(slot.id()), plan.sections().stream().map((section) -> {
				List<String> drawing = new ArrayList<>(section.layout().drawing());
				drawing.addFirst(section.name());
				return drawing;
			}).map(List::copyOf).toList(), slot.lifecycle().purgeAt());
		}

		private static Stored read(ItemAttributes attributes) {
			List<?> drawings = attributes.get("seating", List.class);
			return new Stored(attributes.get("slotId", String.class),
					drawings.stream()
						.map((drawing) -> ((List<?>) drawing).stream().map(String.class::cast).toList())
						.toList(),
					attributes.find(TableDefinition.PURGE_AT, Long.class));
		}

		static String key(SlotId slot) {
			return slot + "#seating";
		}

		SeatingPlan plan() {
			return new SeatingPlan(this.drawings.stream()
				.map((drawing) -> new PlannedSection(drawing.getFirst(),
						SeatLayout.parse(drawing.subList(1, drawing.size()))))
				.toList());
		}

	}

}
