package com.ticketly.slot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.Fields;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import org.springframework.stereotype.Component;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * The table of slots. What its indexes answer may lag a scheduled slot by moments.
 */
@Component
public class Slots {

	/**
	 * How many are read at once where it is not known how many will be needed.
	 */
	private static final int PAGE_SIZE = 100;

	private static final String BY_TIME = "byTime";

	private static final String BY_GENRE = "byGenre";

	private static final String BY_NAME = "byName";

	/**
	 * What the table is.
	 */
	public static final TableDefinition<Slot> TABLE = new TableDefinition<>("slots",
			RecordSchema.of(Slot.class, Slots::read)
				.attribute("slotId", String.class, (slot) -> slot.id().value(), primaryPartitionKey())
				.attribute("slotName", String.class, Slot::name, secondaryPartitionKey(BY_NAME))
				.attribute("slotDescription", String.class, Slot::description)
				.attribute("startTime", String.class, (slot) -> slot.start().toString())
				.attribute("endTime", String.class, (slot) -> slot.end().toString())
				.attribute("slotType", SlotType.class, Slot::type)
				.attribute("genre", Genre.class, Slot::genre, secondaryPartitionKey(BY_GENRE))
				.attribute("capacity", Integer.class, Slot::capacity)
				.attribute("sections", Integer.class, Slot::sectionCount)
				.attribute("seated", Boolean.class, (slot) -> slot.seated() ? true : null)
				.attribute("expiresAt", Long.class, (slot) -> slot.expiresAt().getEpochSecond())
				.attribute("status", SlotStatus.class, Slot::status, secondaryPartitionKey(BY_TIME))
				.attribute("startAndId", String.class, (slot) -> SlotPosition.of(slot).value(),
						secondarySortKey(List.of(BY_TIME, BY_GENRE, BY_NAME)))
				.attribute("expiredAt", String.class, (slot) -> text(slot.expiredAt()))
				.attribute("claimedUntil", String.class, (slot) -> text(slot.claimedUntil()))
				.attribute("cancelReason", String.class, Slot::cancelReason)
				.attribute("edition", Long.class, Slot::edition)
				.attribute(TableDefinition.PURGE_AT, Long.class, Slot::purgeAt)
				.attribute("version", Long.class, Slot::version)
				.build(),
			ProjectionType.ALL, true);

	/**
	 * The seating plan of a slot lies beside it: listings do without.
	 */
	private static final TableSchema<SlotSeating> SEATING = RecordSchema
		.of(SlotSeating.class,
				(fields) -> SlotSeating.read(fields.get("slotId", String.class), fields.get("seating", List.class)))
		.attribute("slotId", String.class, SlotSeating::key, primaryPartitionKey())
		.attribute("seating", EnhancedType.listOf(EnhancedType.listOf(String.class)), SlotSeating::drawings)
		.attribute(TableDefinition.PURGE_AT, Long.class, SlotSeating::purgeAt)
		.build();

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Sections sections;

	private final Transactions transactions;

	private final DynamoDbTable<Slot> table;

	/**
	 * What booking needs of a slot never changes once it is scheduled.
	 */
	private final Cache<SlotId, Slot> known = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(10))
		.build();

	private final DynamoDbTable<SlotSeating> seatings;

	/**
	 * Bounded by seats: a few megabytes.
	 */
	private final Cache<SlotId, SeatingPlan> knownSeatings = Caffeine.newBuilder()
		.maximumWeight(1_000_000)
		.weigher((SlotId id, SeatingPlan plan) -> plan.capacity())
		.build();

	Slots(Clock clock, ExpiryProperties expiry, Sections sections, Transactions transactions, Tables tables) {
		this.clock = clock;
		this.expiry = expiry;
		this.sections = sections;
		this.transactions = transactions;
		this.table = tables.open(TABLE);
		this.seatings = tables.view(TABLE, SEATING);
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

	private static @Nullable Instant instant(@Nullable String text) {
		return (text != null) ? Instant.parse(text) : null;
	}

	private static Slot read(Fields fields) {
		return new Slot(new SlotId(fields.get("slotId", String.class)), fields.get("slotName", String.class),
				fields.get("slotDescription", String.class), Instant.parse(fields.get("startTime", String.class)),
				Instant.parse(fields.get("endTime", String.class)), fields.get("slotType", SlotType.class),
				fields.get("genre", Genre.class), fields.get("capacity", Integer.class),
				fields.get("sections", Integer.class), fields.find("seated", Boolean.class) != null,
				Instant.ofEpochSecond(fields.get("expiresAt", Long.class)), fields.get("status", SlotStatus.class),
				instant(fields.find("expiredAt", String.class)), instant(fields.find("claimedUntil", String.class)),
				fields.find("cancelReason", String.class), Slot.edition(fields),
				fields.find(TableDefinition.PURGE_AT, Long.class), fields.get("version", Long.class));
	}

	/**
	 * Schedules a slot: it and its sections, all or nothing.
	 * @param alongside adds what is written together with the slot, an item at most, on
	 * whatever condition
	 * @return the slot, or empty when that condition did not hold
	 */
	public Optional<Slot> schedule(SlotPlan plan,
			BiConsumer<TransactWriteItemsEnhancedRequest.Builder, Slot> alongside) {
		Slot slot = Slot.schedule(plan, this.clock.instant(), this.expiry);
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString())
			.addPutItem(this.table,
					TransactPutItemEnhancedRequest.builder(Slot.class)
						.item(slot)
						.conditionExpression(Expression.builder().expression("attribute_not_exists(slotId)").build())
						.build());
		if (plan.seating() != null) {
			transaction.addPutItem(this.seatings, SlotSeating.of(slot, plan.seating()));
		}
		SeatingPlan seating = (plan.seating() != null) ? plan.seating() : slot.numberedSeats();
		this.knownSeatings.put(slot.id(), seating);
		alongside.accept(transaction, slot);
		List<Section> sections = slot.newSections(seating);
		int fitting = Transactions.MAX_ITEMS - transaction.build().transactWriteItems().size();
		// Without their slot nobody finds them.
		sections.stream().skip(fitting).forEach(this.sections::add);
		sections.stream().limit(fitting).forEach((section) -> this.sections.addNew(transaction, section));
		if (this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused(var reasons)
				&& !reasons.getFirst().conditionFailed()) {
			return Optional.empty();
		}
		// Nobody else can have made this id: if it exists, an earlier try wrote it.
		this.known.put(slot.id(), slot);
		return Optional.of(slot);
	}

	/**
	 * Finds a slot, as it was scheduled: what an expiry run wrote may be missing.
	 */
	public Optional<Slot> find(SlotId id) {
		Slot slot = this.known.getIfPresent(id);
		return (slot != null) ? Optional.of(slot) : read(id);
	}

	/**
	 * Reads a slot as it is stored now.
	 */
	public Optional<Slot> read(SlotId id) {
		Key key = Key.builder().partitionValue(id.value()).build();
		Optional<Slot> slot = Optional
			.ofNullable(this.table.getItem((request) -> request.key(key).consistentRead(true)));
		slot.ifPresent((found) -> this.known.put(id, found));
		return slot;
	}

	/**
	 * Returns where the seats of a slot are.
	 */
	public SeatingPlan seating(Slot slot) {
		return this.knownSeatings.get(slot.id(), (id) -> slot.seated() ? readSeating(id) : slot.numberedSeats());
	}

	private SeatingPlan readSeating(SlotId id) {
		Key key = Key.builder().partitionValue(SlotSeating.key(id)).build();
		SlotSeating found = this.seatings.getItem((request) -> request.key(key).consistentRead(true));
		if (found == null) {
			throw new IllegalStateException("Slot " + id + " lacks its seating plan");
		}
		return found.plan();
	}

	/**
	 * Returns the slots with a name and a start as they are now, first scheduled first.
	 */
	public List<Slot> named(String name, Instant start) {
		// The index finds them, but may not know yet what became of them.
		return list(new SlotQuery(null, null, name, start, start), null, PAGE_SIZE)
			.flatMap((slot) -> read(slot.id()).stream())
			.filter((slot) -> slot.name().equals(name) && slot.start().equals(start))
			.toList();
	}

	/**
	 * Reads slots, ordered by start, as far as the stream is consumed. Some of them may
	 * not match the query, so that who reads on knows how much was read.
	 * @param query which ones
	 * @param after the position to go on after, from the first when null
	 * @param pageSize how many are read at once
	 */
	public Stream<Slot> list(SlotQuery query, @Nullable SlotPosition after, int pageSize) {
		if (query.name() != null) {
			return query(BY_NAME, query.name(), query, after, pageSize);
		}
		if (query.genre() != null) {
			return query(BY_GENRE, query.genre().toString(), query, after, pageSize);
		}
		return Merge.sorted(Arrays.stream(SlotStatus.values())
			.map((status) -> query(BY_TIME, status.toString(), query, after, pageSize))
			.toList(), SlotPosition.ORDER);
	}

	/**
	 * Reads the slots whose time to expire has come and that no run has closed, as far as
	 * the stream is consumed.
	 */
	public Stream<Slot> due(Instant now) {
		SlotQuery started = new SlotQuery(null, null, null, null, now);
		return query(BY_TIME, SlotStatus.SCHEDULED.toString(), started, null, PAGE_SIZE)
			.filter((slot) -> !now.isBefore(slot.expiresAt()));
	}

	private Stream<Slot> query(String indexName, String partition, SlotQuery query, @Nullable SlotPosition after,
			int pageSize) {
		String first = SlotPosition.lowerBound(query.from(), after);
		String last = SlotPosition.upperBound(query.to());
		if (first.compareTo(last) > 0) {
			return Stream.empty();
		}
		QueryConditional range = QueryConditional.sortBetween((key) -> key.partitionValue(partition).sortValue(first),
				(key) -> key.partitionValue(partition).sortValue(last));
		return this.table.index(indexName)
			.query((request) -> request.queryConditional(range).limit(pageSize))
			.stream()
			.map(Page::items)
			.flatMap(List::stream);
	}

	/**
	 * Takes a slot for an expiry run.
	 * @return the slot as claimed, or empty when another run has it or had it
	 */
	public Optional<Slot> claim(Slot slot, Instant now) {
		return slot.isClaimable(now) ? replace(slot.claimUntil(now.plus(this.expiry.claim()))) : Optional.empty();
	}

	/**
	 * Writes what an operator changed.
	 * @return the slot, or empty when somebody else wrote it since it was read
	 */
	public Optional<Slot> change(Slot slot, SlotChange change) {
		Slot changed = slot.change(change, this.clock.instant(), this.expiry);
		if (slot.seated() && !Objects.equals(changed.purgeAt(), slot.purgeAt())) {
			// First, so that the slot never outlives it.
			keep(SlotSeating.of(changed, seating(slot)));
		}
		return replace(changed);
	}

	/**
	 * Keeps a plan for longer, never for a shorter time: the slot may not be changed
	 * after all.
	 */
	private void keep(SlotSeating seating) {
		Long purgeAt = seating.purgeAt();
		if (purgeAt == null) {
			this.seatings.putItem(seating);
			return;
		}
		try {
			this.seatings.putItem((request) -> request.item(seating)
				.conditionExpression(Expression.builder()
					.expression(TableDefinition.PURGE_AT + " < :purgeAt")
					.putExpressionValue(":purgeAt", AttributeValue.fromN(purgeAt.toString()))
					.build()));
		}
		catch (ConditionalCheckFailedException _) {
			// It is kept for as long already.
		}
	}

	/**
	 * Writes the next version of a slot.
	 * @return the slot, or empty when somebody else wrote it since it was read
	 */
	public Optional<Slot> replace(Slot slot) {
		Expression unchanged = Expression.builder()
			.expression("version = :read")
			.putExpressionValue(":read", AttributeValue.fromN(Long.toString(slot.version() - 1)))
			.build();
		try {
			this.table.putItem((request) -> request.item(slot)
				.conditionExpression(unchanged)
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
		}
		catch (ConditionalCheckFailedException ex) {
			// The SDK asks again when an answer is lost: then an earlier try may have
			// written it.
			boolean written = ex.numAttempts() > 1 && ex.hasItem() && TABLE.schema().mapToItem(ex.item()).equals(slot);
			if (!written) {
				return Optional.empty();
			}
		}
		catch (TransactionConflictException ex) {
			return Optional.empty();
		}
		this.known.put(slot.id(), slot);
		return Optional.of(slot);
	}

}
