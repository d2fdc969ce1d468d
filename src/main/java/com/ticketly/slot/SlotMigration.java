package com.ticketly.slot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbIndex;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * Migrates slots that were stored before listings were read by month. At the start, where
 * the service creates tables, it writes the slots that lack the attributes of the new
 * indexes again, and then removes the old indexes.
 * <p>
 * It finds those slots by the old index {@value #BY_TIME}, so it can be interrupted and
 * started again, and several instances can run it at once.
 */
@Component
class SlotMigration implements InitializingBean {

	private static final Logger logger = LoggerFactory.getLogger(SlotMigration.class);

	private static final String BY_TIME = "byTime";

	private static final String BY_GENRE = "byGenre";

	private static final int CONCURRENT_WRITES = 16;

	private static final TableSchema<Entry> ENTRIES = RecordSchema
		.of(Entry.class,
				(attributes) -> new Entry(new SlotId(attributes.get("slotId", String.class)),
						attributes.get("status", SlotStatus.class), attributes.get("startAndId", String.class)))
		.attribute("slotId", String.class, (entry) -> entry.id().value(), primaryPartitionKey())
		.attribute("status", SlotStatus.class, Entry::status, secondaryPartitionKey(BY_TIME))
		.attribute("startAndId", String.class, Entry::startAndId, secondarySortKey(BY_TIME))
		.build();

	private static final Expression IS_OLD = Expression.builder()
		.expression("attribute_not_exists(" + SlotSchema.START_MONTH + ")")
		.build();

	private final Slots slots;

	private final Tables tables;

	SlotMigration(Slots slots, Tables tables) {
		this.slots = slots;
		this.tables = tables;
	}

	@Override
	public void afterPropertiesSet() {
		if (!this.tables.hasOldIndex(Slots.TABLE, BY_TIME)) {
			return;
		}
		try {
			migrate();
		}
		catch (DynamoDbException ex) {
			// Another instance may have finished, and removed the index.
			if (this.tables.hasOldIndex(Slots.TABLE, BY_TIME)) {
				throw ex;
			}
		}
		this.tables.removeOldIndex(Slots.TABLE, BY_GENRE);
		this.tables.removeOldIndex(Slots.TABLE, BY_TIME);
	}

	private void migrate() {
		for (List<SlotId> old = oldSlots(); !old.isEmpty(); old = oldSlots()) {
			logger.info("Adding {} slots to the new indexes", old.size());
			old.stream().gather(Gatherers.mapConcurrent(CONCURRENT_WRITES, this::rewrite)).forEach((slot) -> {
			});
		}
	}

	private List<SlotId> oldSlots() {
		return Stream.of(SlotStatus.values()).flatMap(this::oldSlots).toList();
	}

	private Stream<SlotId> oldSlots(SlotStatus status) {
		DynamoDbIndex<Entry> index = this.tables.view(Slots.TABLE, ENTRIES).index(BY_TIME);
		QueryConditional ofStatus = QueryConditional.keyEqualTo((key) -> key.partitionValue(status.toString()));
		return index.query((request) -> request.queryConditional(ofStatus).filterExpression(IS_OLD))
			.stream()
			.map(Page::items)
			.flatMap(List::stream)
			.map(Entry::id);
	}

	/**
	 * Writes a slot with all attributes that it has now. If another write comes first,
	 * that has added them, or the index will return the slot again.
	 */
	private Optional<Slot> rewrite(SlotId id) {
		return this.slots.read(id).flatMap(this.slots::replace);
	}

	/**
	 * What the old index says of a slot.
	 */
	private record Entry(SlotId id, SlotStatus status, String startAndId) {
	}

}
