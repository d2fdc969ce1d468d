package com.ticketly.hall;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.Versioned;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The slots that occupy a hall in a month, by UTC. One that does so in several months is
 * in each of them.
 *
 * @param slots when each slot occupies the hall, by the id of the slot
 */
record HallMonth(HallId hall, YearMonth month, Map<String, String> slots,
		long version) implements Versioned<HallMonth> {

	static final TableSchema<HallMonth> SCHEMA = RecordSchema.of(HallMonth.class, HallMonth::read)
		.attribute(HallSchema.PARTITION, String.class, (month) -> month.hall().value(), primaryPartitionKey())
		.attribute(HallSchema.ID, String.class, (month) -> id(month.month()), primarySortKey())
		.attribute("slots", EnhancedType.mapOf(String.class, String.class), HallMonth::slots)
		.attribute(Versioned.VERSION, Long.class, HallMonth::version)
		.build();

	private static final String PREFIX = "month#";

	HallMonth {
		slots = Map.copyOf(slots);
	}

	static HallMonth empty(HallId hall, YearMonth month) {
		return new HallMonth(hall, month, Map.of(), 0);
	}

	static String id(YearMonth month) {
		return PREFIX + month;
	}

	@SuppressWarnings("unchecked")
	private static HallMonth read(ItemAttributes attributes) {
		return new HallMonth(new HallId(attributes.get(HallSchema.PARTITION, String.class)),
				YearMonth.parse(attributes.get(HallSchema.ID, String.class).substring(PREFIX.length())),
				attributes.get("slots", Map.class), attributes.get(Versioned.VERSION, Long.class));
	}

	Stream<Occupancy> occupancies() {
		return this.slots.entrySet().stream().map((slot) -> Occupancy.parse(slot.getKey(), slot.getValue()));
	}

	HallMonth with(Occupancy occupancy) {
		Map<String, String> slots = new HashMap<>(this.slots);
		slots.put(occupancy.slot(), occupancy.times());
		return new HallMonth(this.hall, this.month, slots, this.version);
	}

	HallMonth without(String slot) {
		if (!this.slots.containsKey(slot)) {
			return this;
		}
		Map<String, String> slots = new HashMap<>(this.slots);
		slots.remove(slot);
		return new HallMonth(this.hall, this.month, slots, this.version);
	}

	@Override
	public HallMonth nextVersion() {
		return new HallMonth(this.hall, this.month, this.slots, this.version + 1);
	}

}
