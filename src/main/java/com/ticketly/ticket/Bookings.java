package com.ticketly.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.slot.SectionKey;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The table of bookings and holds. All reads are consistent, except that the bookings of
 * a user are found by an index that lags behind the table slightly. Streams send requests
 * as far as they are consumed.
 */
@Component
public class Bookings {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<Booking> TABLE = new TableDefinition<>("bookings", BookingSchema.SCHEMA,
			ProjectionType.KEYS_ONLY, true);

	/**
	 * The bookings in the table.
	 */
	public static final ItemType<Booking> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	// The limit of BatchGetItem.
	private static final int PAGE_SIZE = 100;

	/**
	 * A page size for readers who seldom read on.
	 */
	private static final int FIRST_PAGE_SIZE = 25;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Booking> table;

	private final VersionedTable<Booking> items;

	private final DynamoDbTable<BookingSchema.UserEntry> userEntries;

	Bookings(DynamoDbEnhancedClient client, Tables tables) {
		this.client = client;
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
		this.userEntries = tables.view(TABLE, BookingSchema.USER_ENTRIES);
	}

	/**
	 * Reads a booking, empty when it is missing or a hold.
	 */
	public Optional<Booking> find(SectionKey section, BookingId id) {
		return findAny(section, id).filter(Booking::isTicketed);
	}

	/**
	 * Reads a booking or a hold.
	 */
	public Optional<Booking> findAny(SectionKey section, BookingId id) {
		return this.items.find(Key.builder().partitionValue(section.toString()).sortValue(id.value()).build());
	}

	/**
	 * Returns the bookings of a section without holds, oldest first.
	 * @param from the first booking, null for the beginning
	 */
	public Stream<Booking> ofSection(SectionKey section, @Nullable BookingId from) {
		return withHolds(section, from).filter(Booking::isTicketed);
	}

	/**
	 * Returns the bookings and holds of a section, oldest first.
	 * @param from the first booking, null for the beginning
	 */
	public Stream<Booking> withHolds(SectionKey section, @Nullable BookingId from) {
		QueryConditional range = range(section.toString(), from);
		return this.table.query((request) -> request.queryConditional(range).consistentRead(true).limit(PAGE_SIZE))
			.stream()
			.map(Page::items)
			.flatMap(List::stream);
	}

	/**
	 * Returns the bookings and holds of a user, oldest first.
	 * @param from the first booking, null for the beginning
	 */
	public Stream<Booking> withHolds(UserId user, @Nullable BookingId from) {
		return withHolds(range(user.value(), from), true, PAGE_SIZE, Integer.MAX_VALUE);
	}

	/**
	 * Returns the bookings of a user without holds, newest first.
	 * @param before the booking before which they begin, null for the newest
	 */
	public Stream<Booking> newestBefore(UserId user, @Nullable BookingId before) {
		QueryConditional range = (before == null) ? range(user.value(), null)
				: QueryConditional.sortLessThan((key) -> key.partitionValue(user.value()).sortValue(before.value()));
		return withHolds(range, false, FIRST_PAGE_SIZE, Integer.MAX_VALUE).filter(Booking::isTicketed);
	}

	/**
	 * Returns the bookings of a user without holds, newest first.
	 * @param since the time from which they were made
	 * @param pageSize how many bookings and holds are read at once, up to 100
	 * @param maxRead about how many bookings and holds are read at most
	 */
	public Stream<Booking> newest(UserId user, Instant since, int pageSize, int maxRead) {
		int limit = Math.min(pageSize, PAGE_SIZE);
		return withHolds(range(user.value(), BookingId.firstAt(since)), false, limit, Math.ceilDiv(maxRead, limit))
			.filter(Booking::isTicketed);
	}

	private Stream<Booking> withHolds(QueryConditional range, boolean forward, int pageSize, int maxPages) {
		return this.userEntries.index(BookingSchema.BY_USER)
			.query((request) -> request.queryConditional(range).scanIndexForward(forward).limit(pageSize))
			.stream()
			.limit(maxPages)
			.map(Page::items)
			.map(this::readAll)
			.flatMap(List::stream);
	}

	private static QueryConditional range(String partition, @Nullable BookingId from) {
		return (from != null)
				? QueryConditional
					.sortGreaterThanOrEqualTo((key) -> key.partitionValue(partition).sortValue(from.value()))
				: QueryConditional.keyEqualTo((key) -> key.partitionValue(partition));
	}

	private List<Booking> readAll(Collection<BookingSchema.UserEntry> entries) {
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
		return entries.stream()
			.map(BookingSchema.UserEntry::bookingId)
			.filter(found::containsKey)
			.map(found::get)
			.toList();
	}

	/**
	 * Writes a booking outside the section queues; returns false when another write came
	 * first.
	 */
	public boolean replace(Booking booking) {
		return this.items.replace(booking).isPresent();
	}

}
