package com.ticketly.slot;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

/**
 * The item that stores the seating plan of a slot, in the table of slots.
 *
 * @param key the key of the item
 * @param drawings the name of each section, followed by the lines of its drawing
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 */
record SlotSeating(String key, List<List<String>> drawings, @Nullable Long purgeAt) {

	static final TableSchema<SlotSeating> SCHEMA = RecordSchema.of(SlotSeating.class, SlotSeating::read)
		.attribute("slotId", String.class, SlotSeating::key, primaryPartitionKey())
		.attribute("seating", EnhancedType.listOf(EnhancedType.listOf(String.class)), SlotSeating::drawings)
		.attribute(TableDefinition.PURGE_AT, Long.class, SlotSeating::purgeAt)
		.build();

	static SlotSeating of(Slot slot, SeatingPlan plan) {
		return new SlotSeating(key(slot.id()), plan.sections().stream().map((section) -> {
			List<String> drawing = new ArrayList<>(section.layout().drawing());
			drawing.addFirst(section.name());
			return drawing;
		}).map(List::copyOf).toList(), slot.lifecycle().purgeAt());
	}

	private static SlotSeating read(ItemAttributes attributes) {
		List<?> drawings = attributes.get("seating", List.class);
		return new SlotSeating(attributes.get("slotId", String.class),
				drawings.stream()
					.map((drawing) -> ((List<?>) drawing).stream().map(String.class::cast).toList())
					.toList(),
				attributes.find(TableDefinition.PURGE_AT, Long.class));
	}

	/**
	 * Returns the key for the plan of a slot, which is no slot id.
	 */
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
