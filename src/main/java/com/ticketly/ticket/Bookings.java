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

import com.ticketly.dynamodb.Fields;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.slot.SectionKey;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchGetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

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
				.attribute("holdStatus", HoldStatus.class, hold(Hold::status))
				.attribute(TableDefinition.PURGE_AT, Long.class, Booking::purgeAt)
				.attribute("version", Long.class, Booking::version)
				.build(),
			ProjectionType.KEYS_ONLY, true);

	/**
	 * What the index by user holds of a booking.
	 */
	private static final TableSchema<BookingOfUser> OF_USER = RecordSchema
		.of(BookingOfUser.class,
				(fields) -> new BookingOfUser(fields.get("section", String.class),
						fields.get("bookingId", String.class), fields.get("userId", String.class)))
		.attribute("section", String.class, BookingOfUser::section, primaryPartitionKey())
		.attribute("bookingId", String.class, BookingOfUser::bookingId, primarySortKey(), secondarySortKey(BY_USER))
		.attribute("userId", String.class, BookingOfUser::userId, secondaryPartitionKey(BY_USER))
		.build();

	private static final Expression IS_NEW = Expression.builder().expression("attribute_not_exists(bookingId)").build();

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Booking> table;

	private final DynamoDbTable<BookingOfUser> ofUser;

	Bookings(DynamoDbEnhancedClient client, Tables tables) {
		this.client = client;
		this.table = tables.open(TABLE);
		this.ofUser = tables.view(TABLE, OF_USER);
	}

	private static <V> Function<Booking, @Nullable V> hold(Function<Hold, V> part) {
		return (booking) -> (booking.hold() != null) ? part.apply(booking.hold()) : null;
	}

	private static Booking read(Fields fields) {
		SectionKey section = SectionKey.parse(fields.get("section", String.class));
		BookingId id = new BookingId(fields.get("bookingId", String.class));
		List<Ticket> tickets = new ArrayList<>();
		for (Object stored : fields.get("tickets", List.class)) {
			tickets.add(((StoredTicket) stored).toTicket(section, id));
		}
		Long until = fields.find("holdUntil", Long.class);
		Hold hold = (until == null) ? null : new Hold(fields.get("holdCode", String.class),
				Instant.ofEpochSecond(until), fields.get("holdStatus", HoldStatus.class));
		return new Booking(section, Objects.requireNonNullElse(fields.find("sectionName", String.class), ""), id,
				new UserId(fields.get("userId", String.class)), tickets, hold,
				fields.find(TableDefinition.PURGE_AT, Long.class), fields.get("version", Long.class));
	}

	/**
	 * Reads a booking from its item; an empty one stands for a booking that is missing.
	 */
	public static Optional<Booking> parse(Map<String, AttributeValue> item) {
		return item.isEmpty() ? Optional.empty() : Optional.of(TABLE.schema().mapToItem(item));
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
		return Optional.ofNullable(this.table.getItem((request) -> request.key(key).consistentRead(true)));
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
	 * Writes the next version of a booking outside the queues.
	 * @param booking the booking, with the version that it was read with
	 * @return false when somebody else wrote it since
	 */
	public boolean replace(Booking booking) {
		try {
			this.table
				.putItem((request) -> request.item(booking.nextVersion()).conditionExpression(unchanged(booking)));
			return true;
		}
		catch (ConditionalCheckFailedException | TransactionConflictException ex) {
			return false;
		}
	}

	/**
	 * Adds the next write of a booking to a transaction, on the condition that nobody
	 * wrote it since it was read, or ever if it is new.
	 * @param booking the booking, with the version that it was read with
	 */
	public void addChange(TransactWriteItemsEnhancedRequest.Builder transaction, Booking booking) {
		transaction.addPutItem(this.table,
				TransactPutItemEnhancedRequest.builder(Booking.class)
					.item(booking.nextVersion())
					.conditionExpression((booking.version() == 0) ? IS_NEW : unchanged(booking))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

	/**
	 * Adds the deletion of a booking to a transaction, on the condition that nobody wrote
	 * it since it was read.
	 * @param booking the booking, with the version that it was read with
	 */
	public void addDeletion(TransactWriteItemsEnhancedRequest.Builder transaction, Booking booking) {
		transaction.addDeleteItem(this.table,
				TransactDeleteItemEnhancedRequest.builder()
					.key((key) -> key.partitionValue(booking.section().toString()).sortValue(booking.id().value()))
					.conditionExpression(unchanged(booking))
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
					.build());
	}

	private static Expression unchanged(Booking booking) {
		return Expression.builder()
			.expression("version = :read")
			.putExpressionValue(":read", AttributeValue.fromN(Long.toString(booking.version())))
			.build();
	}

	/**
	 * An entry of the index by user.
	 */
	private record BookingOfUser(String section, String bookingId, String userId) {
	}

}
