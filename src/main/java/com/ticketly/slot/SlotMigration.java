package com.ticketly.slot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Migrates slots that were stored before listings were read by month. At the start, where
 * the service creates tables, it writes the slots that lack the attributes of the new
 * indexes again, and then removes the old indexes.
 * <p>
 * It finds those slots by the old index {@value #BY_TIME}, so it can be interrupted and
 * started again, and several instances can run it at once.
 */
@Component
record SlotMigration(Slots slots, Tables tables, DynamoDbClient client) implements InitializingBean {

	private static final Logger logger = LoggerFactory.getLogger(SlotMigration.class);

	private static final String BY_TIME = "byTime";

	private static final String BY_GENRE = "byGenre";

	private static final int CONCURRENT_WRITES = 16;

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
		return this.client
			.queryPaginator((query) -> query.tableName(this.tables.open(Slots.TABLE).tableName())
				.indexName(BY_TIME)
				.keyConditionExpression("#status = :status")
				.filterExpression("attribute_not_exists(" + SlotSchema.START_MONTH + ")")
				.expressionAttributeNames(Map.of("#status", "status"))
				.expressionAttributeValues(Map.of(":status", AttributeValue.fromS(status.toString()))))
			.items()
			.stream()
			.map((item) -> new SlotId(Objects.requireNonNull(item.get("slotId")).s()));
	}

	/**
	 * If another write comes first, that has added the attributes, or the index will
	 * return the slot again.
	 */
	private Optional<Slot> rewrite(SlotId id) {
		return this.slots.read(id).flatMap(this.slots::replace);
	}

}
