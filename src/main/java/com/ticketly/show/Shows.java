package com.ticketly.show;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.VersionedTable;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.hall.HallUse;
import com.ticketly.hall.Halls;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.show.ShowSchema.StoredSlots;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Slot;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

import org.springframework.stereotype.Component;

/**
 * The shows in the table of halls. All reads are consistent.
 */
@Component
public class Shows {

	private static final ItemType<Show> ITEMS = new ItemType<>(Halls.TABLE, ShowSchema.ITEMS);

	private static final ItemType<UnfinishedShow> MARKS = new ItemType<>(Halls.TABLE, ShowSchema.MARKS);

	/**
	 * How many shows an instance keeps the slots of. Those of one take up to 40 KB.
	 */
	private static final int MAX_CACHED = 200;

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Transactions transactions;

	private final Halls halls;

	private final VersionedTable<Show> items;

	private final VersionedTable<UnfinishedShow> marks;

	private final DynamoDbTable<Show> shows;

	private final DynamoDbTable<UnfinishedShow> unfinished;

	private final DynamoDbTable<StoredSlots> scheduled;

	private final Cache<ShowId, ScheduledSlots> slots = Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

	Shows(Clock clock, ExpiryProperties expiry, Transactions transactions, Tables tables, Halls halls) {
		this.clock = clock;
		this.expiry = expiry;
		this.transactions = transactions;
		this.halls = halls;
		this.items = tables.versioned(ITEMS);
		this.marks = tables.versioned(MARKS);
		this.shows = tables.view(Halls.TABLE, ShowSchema.ITEMS);
		this.unfinished = tables.view(Halls.TABLE, ShowSchema.MARKS);
		this.scheduled = tables.view(Halls.TABLE, ShowSchema.SCHEDULED);
	}

	/**
	 * Adds the writes of a new show to a transaction. The show comes first.
	 * @param slots its slots, the earliest first
	 * @param seating their seating plan, null where seats only have numbers
	 * @return the show as it will be stored
	 */
	public Show addPuts(TransactWriteItemsEnhancedRequest.Builder transaction, ShowId id, List<Slot> slots,
			@Nullable SeatingPlan seating) {
		Show show = Show.of(id, slots);
		boolean hasHall = show.template().showing().hall() != null;
		this.items.addPut(transaction, show);
		transaction.addPutItem(this.scheduled, new StoredSlots(id, ScheduledSlots.of(slots), hasHall ? null : seating));
		this.marks.addPut(transaction, mark(show.nextVersion()));
		return show.nextVersion();
	}

	private UnfinishedShow mark(Show show) {
		return new UnfinishedShow(show.id(), show.version(), this.clock.instant().plus(this.expiry.claim()), 0);
	}

	/**
	 * Writes a change of a show, which must then be carried out at its slots. The change
	 * before must be finished.
	 * @return the show as it is stored, or empty when another write came first
	 */
	public Optional<Show> update(Show show, ShowUpdate update) {
		Show changed = show.with(update);
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.items.addPut(transaction, changed);
		this.marks.addPut(transaction, mark(changed.nextVersion()));
		if (this.transactions.writeNew(transaction.build()) instanceof WriteResult.Refused refused
				&& !isStored(changed.nextVersion(), refused.reasons().getFirst())) {
			return Optional.empty();
		}
		return Optional.of(changed.nextVersion());
	}

	/**
	 * Returns whether a transaction was refused because an earlier attempt wrote it.
	 */
	private boolean isStored(Show next, WriteResult.Reason reason) {
		return reason.conditionFailed() && this.items.parse(reason.item()).filter(next::equals).isPresent();
	}

	/**
	 * Reads a show.
	 */
	public Optional<Show> find(ShowId id) {
		return Optional.ofNullable(this.shows
			.getItem((request) -> request.key((key) -> key.partitionValue(ShowSchema.SHOWS).sortValue(id.value()))
				.consistentRead(true)));
	}

	/**
	 * Reads shows, ordered by their age.
	 * @param after the id to continue after, null for the beginning
	 */
	public List<Show> list(@Nullable ShowId after, int limit) {
		String first = (after != null) ? after.value() : " ";
		QueryConditional range = QueryConditional
			.sortGreaterThan((key) -> key.partitionValue(ShowSchema.SHOWS).sortValue(first));
		return this.shows.query((request) -> request.queryConditional(range).consistentRead(true).limit(limit))
			.items()
			.stream()
			.limit(limit)
			.toList();
	}

	/**
	 * Returns the slots of a show as they were scheduled, empty if there is no such show.
	 * They never change, and are cached.
	 */
	public Optional<ScheduledSlots> slots(ShowId id) {
		ScheduledSlots cached = this.slots.getIfPresent(id);
		Optional<ScheduledSlots> found = (cached != null) ? Optional.of(cached) : scheduled(id).map(StoredSlots::slots);
		found.ifPresent((slots) -> this.slots.put(id, slots));
		return found;
	}

	/**
	 * Returns the seating plan of the slots of a stored show, null if their seats only
	 * have numbers.
	 */
	public @Nullable SeatingPlan seating(Show show) {
		HallUse hall = show.template().showing().hall();
		return (hall != null) ? this.halls.plan(hall.version())
				: scheduled(show.id()).map(StoredSlots::seating).orElse(null);
	}

	private Optional<StoredSlots> scheduled(ShowId id) {
		return Optional.ofNullable(this.scheduled
			.getItem((request) -> request.key((key) -> key.partitionValue(id.value()).sortValue(ShowSchema.SLOTS))
				.consistentRead(true)));
	}

	/**
	 * Reads whether the creation or change that led to a version of a show may not have
	 * reached all of its slots.
	 */
	public boolean isUnfinished(Show show) {
		return this.marks.find(mark(show)).isPresent();
	}

	/**
	 * Reads the marks of shows whose creation or change may have stopped.
	 */
	public List<UnfinishedShow> resumable(Instant now) {
		return this.unfinished
			.query((request) -> request
				.queryConditional(QueryConditional.keyEqualTo((key) -> key.partitionValue(ShowSchema.UNFINISHED)))
				.consistentRead(true))
			.items()
			.stream()
			.filter((mark) -> !now.isBefore(mark.resumeAt()))
			.toList();
	}

	/**
	 * Claims an unfinished show for an expiry run.
	 * @return whether no other run has claimed it
	 */
	public boolean resume(UnfinishedShow mark, Instant now) {
		return this.marks.replace(mark.resumeAt(now.plus(this.expiry.claim()))).isPresent();
	}

	/**
	 * Removes the mark of a version of a show whose slots are all written.
	 */
	public void finish(Show show) {
		this.unfinished.deleteItem(mark(show));
	}

}
