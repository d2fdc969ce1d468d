package com.ticketly.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.Tables;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetResultPage;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import org.springframework.stereotype.Component;

/**
 * Reads slots together with their sections, in one round trip. Both are written in one
 * transaction before the id of the slot is known to anybody, so that no read finds only
 * one. All reads are consistent.
 */
@Component
class SlotReads {

	private static final int MAX_KNOWN = 10_000;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Slot> slotTable;

	private final DynamoDbTable<Section> sectionTable;

	private final Slots slots;

	private final Sections sections;

	/**
	 * The slots that are known to have one section. A slot keeps its sections.
	 */
	private final Cache<SlotId, Boolean> ofOneSection = Caffeine.newBuilder().maximumSize(MAX_KNOWN).build();

	SlotReads(DynamoDbEnhancedClient client, Tables tables, Slots slots, Sections sections) {
		this.client = client;
		this.slotTable = tables.open(Slots.TABLE);
		this.sectionTable = tables.open(Sections.TABLE);
		this.slots = slots;
		this.sections = sections;
	}

	/**
	 * Reads a slot with its sections, in order.
	 */
	Optional<SlotAndSections> read(SlotId id) {
		// More sections would cost fewer read units in a query than in a batch.
		return (this.ofOneSection.getIfPresent(id) != null) ? readBatch(id) : readSeparately(id);
	}

	private Optional<SlotAndSections> readSeparately(SlotId id) {
		CompletableFuture<List<Section>> sections = Deadline.start(() -> this.sections.ofSlot(id));
		Optional<Slot> slot = this.slots.read(id);
		slot.filter((found) -> found.capacity().sections() == 1).ifPresent((found) -> this.ofOneSection.put(id, true));
		return slot.map((found) -> new SlotAndSections(found, Deadline.join(sections)));
	}

	private Optional<SlotAndSections> readBatch(SlotId id) {
		Key slotKey = Key.builder().partitionValue(id.value()).build();
		Key sectionKey = Key.builder().partitionValue(id.value()).sortValue(0).build();
		BatchGetItemEnhancedRequest batch = BatchGetItemEnhancedRequest.builder()
			.readBatches(
					ReadBatch.builder(Slot.class)
						.mappedTableResource(this.slotTable)
						.addGetItem((item) -> item.key(slotKey).consistentRead(true))
						.build(),
					ReadBatch.builder(Section.class)
						.mappedTableResource(this.sectionTable)
						.addGetItem((item) -> item.key(sectionKey).consistentRead(true))
						.build())
			.build();
		List<Slot> slots = new ArrayList<>();
		List<Section> sections = new ArrayList<>();
		// A throttled item comes on a later page.
		for (BatchGetResultPage page : this.client.batchGetItem(batch)) {
			slots.addAll(page.resultsForTable(this.slotTable));
			sections.addAll(page.resultsForTable(this.sectionTable));
		}
		return slots.stream().findFirst().map((slot) -> new SlotAndSections(slot, sections));
	}

	/**
	 * A slot with its sections.
	 */
	record SlotAndSections(Slot slot, List<Section> sections) {

		SlotAndSections {
			sections = List.copyOf(sections);
		}

	}

}
