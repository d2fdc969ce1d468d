package com.ticketly.slot;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.hall.Halls;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The table of slots. Reads by id are consistent; lists come from indexes that lag behind
 * the table slightly.
 */
@Component
public class Slots {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<Slot> TABLE = new TableDefinition<>("slots", SlotSchema.SCHEMA,
			ProjectionType.ALL, true);

	/**
	 * The slots in the table.
	 */
	public static final ItemType<Slot> ITEMS = new ItemType<>(TABLE, TABLE.schema());

	/**
	 * The maximum number of slots with the same name and start that are found by these.
	 * It is more than a theater has screens.
	 */
	public static final int MAX_NAMED = 50;

	/**
	 * How many items are read at once, the limit of {@code BatchGetItem}.
	 */
	public static final int MAX_READ = 100;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final DynamoDbEnhancedClient client;

	private final DynamoDbTable<Slot> table;

	private final VersionedTable<Slot> items;

	private final SlotMonths months;

	private final SlotIndexes indexes;

	private final SeatingPlans seatingPlans;

	private final ExternalIds externalIds;

	Slots(Clock clock, ExpiryProperties expiry, Tables tables, DynamoDbClient dynamoDb, DynamoDbEnhancedClient client,
			Halls halls) {
		this.clock = clock;
		this.expiry = expiry;
		this.client = client;
		this.table = tables.open(TABLE);
		this.items = tables.versioned(ITEMS);
		this.months = new SlotMonths(clock, dynamoDb, this.table.tableName());
		this.indexes = new SlotIndexes(this.table, new MonthlyLists(this.months));
		this.seatingPlans = new SeatingPlans(tables.view(TABLE, SeatingPlans.Stored.SCHEMA), halls);
		this.externalIds = new ExternalIds(tables.view(TABLE, ExternalIds.Stored.SCHEMA));
	}

	/**
	 * Adds the write of a new slot, and of its seating plan if it has one, to a
	 * transaction. The slot comes first.
	 */
	void addPut(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot, @Nullable SeatingPlan seating) {
		this.months.register(slot);
		this.items.addPut(transaction, slot);
		if (seating != null) {
			this.seatingPlans.addPut(transaction, slot, seating);
		}
	}

	/**
	 * Reads a slot.
	 */
	public Optional<Slot> read(SlotId id) {
		return this.items.find(Key.builder().partitionValue(id.value()).build());
	}

	/**
	 * Reads several slots, in the order of their ids in the list, without those that are
	 * not stored.
	 */
	public List<Slot> read(List<SlotId> ids) {
		Map<SlotId, Slot> found = new HashMap<>();
		for (int from = 0; from < ids.size(); from += MAX_READ) {
			found.putAll(readAll(ids.subList(from, Math.min(from + MAX_READ, ids.size()))));
		}
		return ids.stream().map(found::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Reads which slot has an id of another system. That slot may be deleted already.
	 */
	public Optional<SlotId> withExternalId(String externalId) {
		return this.externalIds.find(externalId);
	}

	/**
	 * Reads which slots have ids of another system. Those slots may be deleted already.
	 * @param externalIds up to {@value #MAX_READ} ids
	 */
	public Map<String, SlotId> withExternalIds(Collection<String> externalIds) {
		return externalIds.isEmpty() ? Map.of() : this.externalIds.findAll(this.client, externalIds);
	}

	/**
	 * Reads slots.
	 * @param ids up to {@value #MAX_READ} ids
	 */
	public Map<SlotId, Slot> readAll(Collection<SlotId> ids) {
		Map<SlotId, Slot> found = new HashMap<>();
		if (!ids.isEmpty()) {
			ReadBatch.Builder<Slot> batch = ReadBatch.builder(Slot.class).mappedTableResource(this.table);
			ids.forEach((id) -> batch
				.addGetItem((item) -> item.key((key) -> key.partitionValue(id.value())).consistentRead(true)));
			this.client.batchGetItem((request) -> request.readBatches(batch.build()))
				.resultsForTable(this.table)
				.forEach((slot) -> found.put(slot.id(), slot));
		}
		return found;
	}

	/**
	 * Adds the external id of a new slot to the transaction of the slot, on the condition
	 * that no other slot has it.
	 * @param deleted the slot that had the id and is deleted, null if there is none
	 */
	public void addExternalId(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot,
			@Nullable SlotId deleted) {
		this.externalIds.addPut(transaction, slot, deleted);
	}

	/**
	 * Returns the seating plan of a slot.
	 */
	public SeatingPlan seating(Slot slot) {
		return this.seatingPlans.of(slot);
	}

	/**
	 * Returns the seating plan of a slot that was scheduled with one.
	 * @throws IllegalStateException if it was not
	 */
	public SeatingPlan drawnSeating(SlotId id) {
		return this.seatingPlans.drawn(id);
	}

	/**
	 * Returns the current slots with a name and a start, ordered by id, the first
	 * {@value #MAX_NAMED} if there are more.
	 */
	public List<Slot> named(String name, Instant start) {
		// The index may return slots that have been changed since.
		return list(new SlotQuery(null, null, name, start, start), null, MAX_NAMED).slots()
			.limit(MAX_NAMED)
			.flatMap((slot) -> read(slot.id()).stream())
			.filter((slot) -> slot.showing().name().equals(name) && slot.showing().start().equals(start))
			.toList();
	}

	/**
	 * Returns slots of a query. Some may not match it, so that the caller can limit how
	 * many are read.
	 * @param after the position to continue after, null for the beginning
	 * @param pageSize how many slots one request reads
	 */
	public SlotQuery.Result list(SlotQuery query, @Nullable SlotPosition after, int pageSize) {
		return this.indexes.list(query, after, pageSize);
	}

	/**
	 * Returns the slots that no expiry run has closed although their expiry time has
	 * passed, read lazily as the stream is consumed.
	 */
	public Stream<Slot> due(Instant now) {
		return this.indexes.due(now);
	}

	/**
	 * Returns the slots with a change that may have stopped before it was propagated to
	 * their sections and bookings, read lazily as the stream is consumed.
	 */
	public Stream<Slot> resumable(Instant now) {
		return this.indexes.unfinished().filter((slot) -> slot.lifecycle().isResumable(now));
	}

	/**
	 * Claims the unfinished change of a slot for an expiry run.
	 * @return the slot as it is stored, or empty when another write came first
	 */
	public Optional<Slot> resume(Slot slot, Instant now) {
		return replace(slot.resumeAt(now.plus(this.expiry.claim())));
	}

	/**
	 * Claims a slot for an expiry run.
	 * @return the slot as it is stored, or empty when another run has claimed it
	 */
	public Optional<Slot> claim(Slot slot, Instant now) {
		return slot.lifecycle().isClaimable(now) ? replace(slot.claimUntil(now.plus(this.expiry.claim())))
				: Optional.empty();
	}

	/**
	 * Returns a slot with a change by an operator, which is not written yet.
	 */
	Slot changed(Slot slot, SlotChange change) {
		Slot changed = slot.change(change, this.clock.instant(), this.expiry);
		if (!Objects.equals(changed.lifecycle().purgeAt(), slot.lifecycle().purgeAt())) {
			// First, so that the slot is never stored for longer than what belongs to it.
			if (slot.capacity().hasPlan()) {
				this.seatingPlans.keep(changed);
			}
			this.externalIds.keep(changed);
		}
		return changed;
	}

	/**
	 * Adds the write of a slot to a transaction.
	 */
	void addReplace(TransactWriteItemsEnhancedRequest.Builder transaction, Slot slot) {
		this.months.register(slot);
		this.items.addPut(transaction, slot);
	}

	/**
	 * Returns whether a write of a slot was refused because an earlier attempt wrote it.
	 */
	boolean isWritten(Slot slot, WriteResult.Reason reason) {
		return this.items.parse(reason.item()).filter(slot.nextVersion()::equals).isPresent();
	}

	/**
	 * Cancels a slot, whose sections and bookings must then be canceled.
	 * @return the slot as it is stored, or empty when another write came first
	 */
	public Optional<Slot> cancel(Slot slot, String reason) {
		return replace(slot.cancel(reason, this.clock.instant().plus(this.expiry.claim())));
	}

	/**
	 * Writes a slot.
	 * @return the slot as it is stored, or empty when another write came first
	 */
	public Optional<Slot> replace(Slot slot) {
		this.months.register(slot);
		return this.items.replace(slot);
	}

}
