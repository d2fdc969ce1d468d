package com.ticketly.hall;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

import org.springframework.stereotype.Component;

/**
 * The table of halls. All reads are consistent.
 */
@Component
public class Halls {

	/**
	 * The definition of the table.
	 */
	public static final TableDefinition<Hall> TABLE = new TableDefinition<>("halls", HallSchema.LATEST_VERSIONS,
			ProjectionType.ALL, false);

	/**
	 * The partition key of the table.
	 */
	public static final String PARTITION = HallSchema.PARTITION;

	/**
	 * The sort key of the table.
	 */
	public static final String ID = HallSchema.ID;

	private static final ItemType<Hall> LATEST = new ItemType<>(TABLE, TABLE.schema());

	private static final ItemType<HallMonth> MONTHS = new ItemType<>(TABLE, HallMonth.SCHEMA);

	/**
	 * The plans of this many seats take a few megabytes.
	 */
	private static final int MAX_CACHED_SEATS = 1_000_000;

	private final Clock clock;

	private final Transactions transactions;

	private final DynamoDbTable<Hall> table;

	private final VersionedTable<Hall> latest;

	private final VersionedTable<HallMonth> months;

	private final DynamoDbTable<HallSchema.WithPlan> versions;

	private final Cache<HallVersion, HallSchema.WithPlan> cache = Caffeine.newBuilder()
		.maximumWeight(MAX_CACHED_SEATS)
		.weigher((HallVersion key, HallSchema.WithPlan version) -> version.hall().seats())
		.build();

	Halls(Clock clock, Transactions transactions, Tables tables) {
		this.clock = clock;
		this.transactions = transactions;
		this.table = tables.open(TABLE);
		this.latest = tables.versioned(LATEST);
		this.months = tables.versioned(MONTHS);
		this.versions = tables.view(TABLE, HallSchema.VERSIONS);
	}

	/**
	 * Writes a new hall.
	 * @param clearing how long the hall is occupied after a slot has ended
	 * @param alongside adds up to one item to the transaction, on any condition
	 * @return the hall as it is stored, or empty when that condition failed
	 */
	public Optional<Hall> add(String name, ZoneId zone, Duration clearing, SeatingPlan plan,
			BiConsumer<TransactWriteItemsEnhancedRequest.Builder, Hall> alongside) {
		Hall hall = Hall.of(HallId.create(this.clock.instant()), name, zone, clearing, plan);
		return write(hall, plan, alongside);
	}

	/**
	 * Writes the next version of a hall.
	 * @return the hall as it is stored, or empty when another write came first
	 */
	public Optional<Hall> change(Hall hall, Hall.Change change) {
		SeatingPlan plan = change.plan();
		return write(hall.with(change), (plan != null) ? plan : plan(hall.key()), (transaction, stored) -> {
		});
	}

	/**
	 * Returns whether a change would change nothing.
	 */
	public boolean has(Hall hall, Hall.Change change) {
		SeatingPlan plan = change.plan();
		return hall.with(change).equals(hall) && (plan == null || plan.drawings().equals(plan(hall.key()).drawings()));
	}

	private Optional<Hall> write(Hall hall, SeatingPlan plan,
			BiConsumer<TransactWriteItemsEnhancedRequest.Builder, Hall> alongside) {
		Hall next = hall.nextVersion();
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString())
			.addPutItem(this.versions, new HallSchema.WithPlan(next, plan));
		this.latest.addPut(transaction, hall);
		alongside.accept(transaction, next);
		if (this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused refused
				&& !isStored(next, refused.reasons().get(1))) {
			return Optional.empty();
		}
		return Optional.of(next);
	}

	/**
	 * Returns whether a transaction was refused because an earlier attempt wrote it.
	 */
	private boolean isStored(Hall next, WriteResult.Reason reason) {
		return reason.conditionFailed() && this.latest.parse(reason.item()).filter(next::equals).isPresent();
	}

	/**
	 * Reads the latest version of a hall.
	 */
	public Optional<Hall> find(HallId id) {
		return this.latest.find(Key.builder().partitionValue(HallSchema.LATEST).sortValue(id.value()).build());
	}

	/**
	 * Reads the latest versions of halls, ordered by their age.
	 * @param after the id to continue after, null for the beginning
	 */
	public List<Hall> list(@Nullable HallId after, int limit) {
		String first = (after != null) ? after.value() : " ";
		QueryConditional range = QueryConditional
			.sortGreaterThan((key) -> key.partitionValue(HallSchema.LATEST).sortValue(first));
		return this.table.query((request) -> request.queryConditional(range).consistentRead(true).limit(limit))
			.items()
			.stream()
			.limit(limit)
			.toList();
	}

	/**
	 * Returns a version of a hall, empty if there is none.
	 */
	public Optional<Hall> version(HallVersion version) {
		return read(version).map(HallSchema.WithPlan::hall);
	}

	/**
	 * Returns the seating plan of a version of a hall.
	 * @throws IllegalStateException if there is no such version
	 */
	public SeatingPlan plan(HallVersion version) {
		return read(version).map(HallSchema.WithPlan::plan)
			.orElseThrow(() -> new IllegalStateException("Hall " + version + " is missing"));
	}

	private Optional<HallSchema.WithPlan> read(HallVersion version) {
		return Optional.ofNullable(this.cache.get(version,
				(key) -> this.versions.getItem((request) -> request
					.key((item) -> item.partitionValue(key.hall().value()).sortValue(HallSchema.id(key.number())))
					.consistentRead(true))));
	}

	/**
	 * Reads when a hall is occupied in the months of some times.
	 */
	public HallCalendar calendar(HallId hall, Collection<Occupancy> times) {
		return HallCalendar.read(this.months, hall, times);
	}

}
