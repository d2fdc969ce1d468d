package com.ticketly.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.Labeled;
import com.ticketly.slot.SectionKey;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * The table of bookings. Reads are consistent, but for those by user, whose index may lag
 * by moments.
 */
@Component
public class Bookings {

	private static final String BY_USER = "byUser";

	/**
	 * What the table is.
	 */
	public static final TableDefinition<Booking> TABLE = new TableDefinition<>("bookings",
			RecordSchema.of(Booking.class, Bookings::read)
				.attribute("section", String.class, (booking) -> booking.section().toString(), primaryPartitionKey())
				.attribute("bookingId", String.class, (booking) -> booking.id().value(), primarySortKey(),
						secondarySortKey(BY_USER))
				.attribute("sectionName", String.class,
						(booking) -> booking.sectionName().isEmpty() ? null : booking.sectionName())
				.attribute("userId", String.class, (booking) -> booking.user().value(), secondaryPartitionKey(BY_USER))
				.attribute("tickets", new StoredTicketsConverter(),
						(booking) -> booking.tickets().stream().map(StoredTicket::of).toList())
				.attribute("holdCode", String.class, hold(Hold::code))
				.attribute("holdUntil", Long.class, hold((hold) -> hold.until().getEpochSecond()))
				.attribute("holdStatus", String.class, hold((hold) -> hold.status().label()))
				.attribute(TableDefinition.PURGE_AT, Long.class, Booking::purgeAt)
				.attribute("version", Long.class, Booking::version)
				.build(),
			ProjectionType.KEYS_ONLY, true);

	/**
	 * The bookings of the table.
	 */
	public static final ItemType<Booking> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	/**
	 * What the index by user holds of a booking.
	 */
	private static final TableSchema<BookingOfUser> OF_USER = RecordSchema
		.of(BookingOfUser.class,
				(attributes) -> new BookingOfUser(attributes.get("section", String.class),
						attributes.get("bookingId", String.class), attributes.get("userId", String.class)))
		.attribute("section", String.class, BookingOfUser::section, primaryPartitionKey())
		.attribute("bookingId", String.class, BookingOfUser::bookingId, primarySortKey(), secondarySortKey(BY_USER))
		.attribute("userId", String.class, BookingOfUser::userId, secondaryPartitionKey(BY_USER))
		.build();

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Booking> table;

	private final VersionedTable<Booking> items;

	private final DynamoDbTable<BookingOfUser> ofUser;

	Bookings(DynamoDbEnhancedClient client, Tables tables) {
		this.client = client;
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
		this.ofUser = tables.view(TABLE, OF_USER);
	}

	private static <V> Function<Booking, @Nullable V> hold(Function<Hold, V> part) {
		return (booking) -> (booking.hold() != null) ? part.apply(booking.hold()) : null;
	}

	private static Booking read(ItemAttributes attributes) {
		SectionKey section = SectionKey.parse(attributes.get("section", String.class));
		BookingId id = new BookingId(attributes.get("bookingId", String.class));
		List<Ticket> tickets = new ArrayList<>();
		for (Object stored : attributes.get("tickets", List.class)) {
			tickets.add(((StoredTicket) stored).toTicket(section, id));
		}
		Long until = attributes.find("holdUntil", Long.class);
		Hold hold = (until == null) ? null
				: new Hold(attributes.get("holdCode", String.class), Instant.ofEpochSecond(until),
						Labeled.find(HoldStatus.class, attributes.get("holdStatus", String.class)).orElseThrow());
		return new Booking(section, Objects.requireNonNullElse(attributes.find("sectionName", String.class), ""), id,
				new UserId(attributes.get("userId", String.class)), tickets, hold,
				attributes.find(TableDefinition.PURGE_AT, Long.class), attributes.get("version", Long.class));
	}

	/**
	 * Reads a booking as it is stored now. A hold is none.
	 */
	public Optional<Booking> find(SectionKey section, BookingId id) {
		return findAny(section, id).filter(Booking::isTicketed);
	}

	/**
	 * Reads a booking or a hold as it is stored now.
	 */
	public Optional<Booking> findAny(SectionKey section, BookingId id) {
		Key key = Key.builder().partitionValue(section.toString()).sortValue(id.value()).build();
		return this.items.find(key);
	}

	/**
	 * Reads the bookings of a section in the order they were made, without holds, as far
	 * as the stream is consumed.
	 * @param from the first booking, from the beginning when null
	 */
	public Stream<Booking> ofSection(SectionKey section, @Nullable BookingId from) {
		QueryConditional range = range(section.toString(), from);
		return this.table.query((request) -> request.queryConditional(range).consistentRead(true).limit(100))
			.stream()
			.map(Page::items)
			.flatMap(List::stream)
			.filter(Booking::isTicketed);
	}

	/**
	 * Reads the bookings of a user in the order they were made, without holds, as far as
	 * the stream is consumed.
	 * @param from the first booking, from the beginning when null
	 */
	public Stream<Booking> ofUser(UserId user, @Nullable BookingId from) {
		return this.ofUser.index(BY_USER)
			.query((request) -> request.queryConditional(range(user.value(), from)).limit(100))
			.stream()
			.map(Page::items)
			.map(this::readAll)
			.flatMap(List::stream)
			.filter(Booking::isTicketed);
	}

	private static QueryConditional range(String partition, @Nullable BookingId from) {
		return (from != null)
				? QueryConditional
					.sortGreaterThanOrEqualTo((key) -> key.partitionValue(partition).sortValue(from.value()))
				: QueryConditional.keyEqualTo((key) -> key.partitionValue(partition));
	}

	private List<Booking> readAll(Collection<BookingOfUser> entries) {
		if (entries.isEmpty()) {
			return List.of();
		}
		ReadBatch.Builder<Booking> batch = ReadBatch.builder(Booking.class).mappedTableResource(this.table);
		entries.forEach((entry) -> batch
			.addGetItem((item) -> item.key((key) -> key.partitionValue(entry.section()).sortValue(entry.bookingId()))
				.consistentRead(true)));
		Map<String, Booking> found = new HashMap<>();
		this.client.batchGetItem(BatchGetItemEnhancedRequest.builder().readBatches(batch.build()).build())
			.resultsForTable(this.table)
			.forEach((booking) -> found.put(booking.id().value(), booking));
		return entries.stream().map(BookingOfUser::bookingId).filter(found::containsKey).map(found::get).toList();
	}

	/**
	 * Writes a booking outside the queues.
	 * @param booking the booking, with the version that was read
	 * @return false when another write came first
	 */
	public boolean replace(Booking booking) {
		return this.items.replace(booking).isPresent();
	}

	/**
	 * An entry of the index by user.
	 */
	private record BookingOfUser(String section, String bookingId, String userId) {
	}

}
