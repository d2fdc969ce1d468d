package com.ticketly.slot;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.SeatHolds;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The attributes of sections in their table.
 */
final class SectionSchema {

	static final TableSchema<Section> SCHEMA = RecordSchema.of(Section.class, SectionSchema::read)
		.attribute("slotId", String.class, (section) -> section.key().slot().value(), primaryPartitionKey())
		.attribute("sectionNo", Integer.class, (section) -> section.key().no(), primarySortKey())
		.attribute("firstSeat", Integer.class, Section::firstSeat)
		.attribute("seats", Integer.class, (section) -> section.seats().size())
		.attribute("taken", SdkBytes.class, (section) -> SdkBytes.fromByteArray(section.seats().taken().toBytes()))
		.attribute("blocked", SdkBytes.class, (section) -> unlessEmpty(section.seats().blocked().toBytes()))
		.attribute("holds", SdkBytes.class, (section) -> unlessEmpty(section.seats().holds().toBytes()))
		.attribute("seatsLeft", Integer.class, Section::left)
		.attribute("open", Boolean.class, Section::open)
		.attribute("edition", Long.class, Section::edition)
		.attribute("scanned", SdkBytes.class, (section) -> unlessEmpty(section.door().scanned().toBytes()))
		.attribute("admitted", SdkBytes.class, (section) -> unlessEmpty(section.door().admitted().toBytes()))
		.attribute("endedTickets", Long.class,
				(section) -> (section.door().endedTickets() > 0) ? section.door().endedTickets() : null)
		.attribute(TableDefinition.PURGE_AT, Long.class, Section::purgeAt)
		.attribute("version", Long.class, Section::version)
		.build();

	private SectionSchema() {
	}

	private static Section read(ItemAttributes attributes) {
		SectionKey key = new SectionKey(new SlotId(attributes.get("slotId", String.class)),
				attributes.get("sectionNo", Integer.class));
		SeatMap seats = new SeatMap(attributes.get("seats", Integer.class),
				SeatSet.of(attributes.get("taken", SdkBytes.class).asByteArrayUnsafe()),
				SeatSet.of(bytes(attributes, "blocked")), SeatHolds.of(bytes(attributes, "holds")));
		// Items written before slots had editions are of the first one.
		return new Section(key, attributes.get("firstSeat", Integer.class), seats,
				attributes.get("open", Boolean.class), attributes.get("edition", Long.class, 1L),
				new DoorSeats(SeatSet.of(bytes(attributes, "scanned")), SeatSet.of(bytes(attributes, "admitted")),
						attributes.get("endedTickets", Long.class, 0L)),
				attributes.find(TableDefinition.PURGE_AT, Long.class), attributes.get("version", Long.class));
	}

	private static @Nullable SdkBytes unlessEmpty(byte[] bytes) {
		return (bytes.length > 0) ? SdkBytes.fromByteArray(bytes) : null;
	}

	private static byte[] bytes(ItemAttributes attributes, String name) {
		SdkBytes bytes = attributes.find(name, SdkBytes.class);
		return (bytes != null) ? bytes.asByteArrayUnsafe() : new byte[0];
	}

}
