package com.ticketly.slot;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/**
 * Queries the indexes of slots. They lag behind the table slightly. Streams send requests
 * lazily, as they are consumed.
 */
record SlotIndexes(DynamoDbTable<Slot> table, MonthlyLists monthly) {

	private static final int DUE_PAGE_SIZE = 100;

	/**
	 * Returns slots ordered by start. Their type is ignored, and so is their genre where
	 * a name is given.
	 */
	SlotQuery.Result list(SlotQuery query, @Nullable SlotPosition after, int pageSize) {
		String first = SlotPosition.lowerBound(query.from(), after);
		String last = SlotPosition.upperBound(query.to());
		if (first.compareTo(last) > 0) {
			return new SlotQuery.Result(Stream.empty(), null);
		}
		if (query.name() != null) {
			return new SlotQuery.Result(query(SlotSchema.BY_NAME, between(query.name(), first, last), pageSize), null);
		}
		Genre genre = query.genre();
		return this.monthly.list(SlotPosition.month(first), SlotPosition.month(last), genre, after, pageSize,
				(month) -> ((genre != null) ? pages(SlotSchema.BY_GENRE_MONTH,
						between(SlotSchema.genreMonth(genre, month), first, last), pageSize)
						: pages(SlotSchema.BY_MONTH, between(month, first, last), pageSize))
					.iterator());
	}

	Stream<Slot> due(Instant now) {
		return MonthlyLists.concat(
				SlotSchema.dueShards()
					.map((shard) -> query(SlotSchema.BY_EXPIRY,
							QueryConditional.sortLessThanOrEqualTo(
									(key) -> key.partitionValue(shard).sortValue(now.getEpochSecond())),
							DUE_PAGE_SIZE)));
	}

	Stream<Slot> unfinished() {
		return query(SlotSchema.BY_EXPIRY,
				QueryConditional.keyEqualTo((key) -> key.partitionValue(SlotSchema.UNFINISHED)), DUE_PAGE_SIZE);
	}

	private static QueryConditional between(String partition, String first, String last) {
		return QueryConditional.sortBetween((key) -> key.partitionValue(partition).sortValue(first),
				(key) -> key.partitionValue(partition).sortValue(last));
	}

	private Stream<Slot> query(String index, QueryConditional condition, int pageSize) {
		return pages(index, condition, pageSize).stream().map(Page::items).flatMap(List::stream);
	}

	private SdkIterable<Page<Slot>> pages(String index, QueryConditional condition, int pageSize) {
		return this.table.index(index).query((request) -> request.queryConditional(condition).limit(pageSize));
	}

}
