package com.ticketly.show;

import java.time.Instant;
import java.util.List;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.hall.Halls;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The items of shows in the table of halls. The shows are in one partition, so that they
 * can be listed, and so are the marks of those with an unfinished change. What never
 * changes is in the partition of the show.
 */
final class ShowSchema {

	/**
	 * The partition of the shows.
	 */
	static final String SHOWS = "shows";

	/**
	 * The partition of the marks.
	 */
	static final String UNFINISHED = "unfinishedShows";

	/**
	 * The sort key of the scheduled slots of a show.
	 */
	static final String SLOTS = "slots";

	static final TableSchema<Show> ITEMS = RecordSchema.of(Show.class, ShowSchema::read)
		.attribute(Halls.PARTITION, String.class, (show) -> SHOWS, primaryPartitionKey())
		.attribute(Halls.ID, String.class, (show) -> show.id().value(), primarySortKey())
		.attribute("slot", EnhancedType.documentOf(Slot.class, Slots.TABLE.schema()), Show::template)
		.attribute("slots", Integer.class, Show::slots)
		.attribute("lastStart", String.class, (show) -> show.lastStart().toString())
		.attribute("cancelReason", String.class, Show::cancelReason)
		.attribute("update", String.class, (show) -> (show.update() != null) ? show.update().toJson() : null)
		.attribute(Versioned.VERSION, Long.class, Show::version)
		.build();

	static final TableSchema<StoredSlots> SCHEDULED = RecordSchema.of(StoredSlots.class, ShowSchema::readSlots)
		.attribute(Halls.PARTITION, String.class, (slots) -> slots.show().value(), primaryPartitionKey())
		.attribute(Halls.ID, String.class, (slots) -> SLOTS, primarySortKey())
		.attribute("slots", EnhancedType.listOf(String.class),
				(slots) -> slots.slots().positions().stream().map(SlotPosition::value).toList())
		.attribute("sections", Integer.class, (slots) -> slots.slots().sections())
		.attribute("seating", EnhancedType.listOf(EnhancedType.listOf(String.class)),
				(slots) -> (slots.seating() != null) ? slots.seating().drawings() : null)
		.build();

	static final TableSchema<UnfinishedShow> MARKS = RecordSchema.of(UnfinishedShow.class, ShowSchema::readMark)
		.attribute(Halls.PARTITION, String.class, (mark) -> UNFINISHED, primaryPartitionKey())
		.attribute(Halls.ID, String.class, UnfinishedShow::id, primarySortKey())
		.attribute("showId", String.class, (mark) -> mark.show().value())
		.attribute("showVersion", Long.class, UnfinishedShow::showVersion)
		.attribute("resumeAt", String.class, (mark) -> mark.resumeAt().toString())
		.attribute(Versioned.VERSION, Long.class, UnfinishedShow::version)
		.build();

	private ShowSchema() {
	}

	private static Show read(ItemAttributes attributes) {
		String update = attributes.find("update", String.class);
		return new Show(new ShowId(attributes.get(Halls.ID, String.class)), attributes.get("slot", Slot.class),
				attributes.get("slots", Integer.class), Instant.parse(attributes.get("lastStart", String.class)),
				attributes.find("cancelReason", String.class), (update != null) ? ShowUpdate.parse(update) : null,
				attributes.get(Versioned.VERSION, Long.class));
	}

	@SuppressWarnings("unchecked")
	private static StoredSlots readSlots(ItemAttributes attributes) {
		List<String> positions = attributes.get("slots", List.class);
		List<List<String>> seating = attributes.find("seating", List.class);
		return new StoredSlots(new ShowId(attributes.get(Halls.PARTITION, String.class)),
				new ScheduledSlots(positions.stream().map(SlotPosition::new).toList(),
						attributes.get("sections", Integer.class)),
				(seating != null) ? SeatingPlan.parse(seating) : null);
	}

	private static UnfinishedShow readMark(ItemAttributes attributes) {
		return new UnfinishedShow(new ShowId(attributes.get("showId", String.class)),
				attributes.get("showVersion", Long.class), Instant.parse(attributes.get("resumeAt", String.class)),
				attributes.get(Versioned.VERSION, Long.class));
	}

	/**
	 * The scheduled slots of a show in their item.
	 *
	 * @param seating their seating plan, null where a hall has it, or seats only have
	 * numbers
	 */
	record StoredSlots(ShowId show, ScheduledSlots slots, @Nullable SeatingPlan seating) {
	}

}
