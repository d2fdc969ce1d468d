package com.ticketly.hall;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.SeatingPlan;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The items of halls in their table. The latest version of each hall, without its seating
 * plan, is in one partition, so that it can be listed. Every version is in the partition
 * of its hall, with its seating plan.
 */
final class HallSchema {

	/**
	 * The partition of the latest versions.
	 */
	static final String LATEST = "halls";

	static final String PARTITION = "part";

	static final String ID = "id";

	static final TableSchema<Hall> LATEST_VERSIONS = hall(RecordSchema.of(Hall.class, HallSchema::read)
		.attribute(PARTITION, String.class, (hall) -> LATEST, primaryPartitionKey())
		.attribute(ID, String.class, (hall) -> hall.id().value(), primarySortKey()), Function.identity()).build();

	static final TableSchema<WithPlan> VERSIONS = hall(
			RecordSchema.of(WithPlan.class, HallSchema::readWithPlan)
				.attribute(PARTITION, String.class, (version) -> version.hall().id().value(), primaryPartitionKey())
				.attribute(ID, String.class, (version) -> id(version.hall().version()), primarySortKey()),
			WithPlan::hall)
		.attribute("plan", EnhancedType.listOf(EnhancedType.listOf(String.class)),
				(version) -> version.plan().drawings())
		.build();

	private HallSchema() {
	}

	/**
	 * Returns the sort key of a version. Versions sort by their numbers.
	 */
	static String id(long version) {
		return "version#%010d".formatted(version);
	}

	private static <T> RecordSchema<T> hall(RecordSchema<T> schema, Function<T, Hall> hall) {
		return schema.attribute("hallId", String.class, (item) -> hall.apply(item).id().value())
			.attribute("name", String.class, (item) -> hall.apply(item).name())
			.attribute("zone", String.class, (item) -> hall.apply(item).zone().getId())
			.attribute("clearMinutes", Integer.class, (item) -> (int) hall.apply(item).clearing().toMinutes())
			.attribute("seats", Integer.class, (item) -> hall.apply(item).seats())
			.attribute("sections", Integer.class, (item) -> hall.apply(item).sections())
			.attribute(Versioned.VERSION, Long.class, (item) -> hall.apply(item).version());
	}

	private static Hall read(ItemAttributes attributes) {
		return new Hall(new HallId(attributes.get("hallId", String.class)), attributes.get("name", String.class),
				ZoneId.of(attributes.get("zone", String.class)),
				Duration.ofMinutes(attributes.get("clearMinutes", Integer.class)),
				attributes.get("seats", Integer.class), attributes.get("sections", Integer.class),
				attributes.get(Versioned.VERSION, Long.class));
	}

	@SuppressWarnings("unchecked")
	private static WithPlan readWithPlan(ItemAttributes attributes) {
		return new WithPlan(read(attributes), SeatingPlan.parse(attributes.get("plan", List.class)));
	}

	/**
	 * A version of a hall with its seating plan.
	 */
	record WithPlan(Hall hall, SeatingPlan plan) {
	}

}
