package com.ticketly.slot;

import java.time.Instant;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import org.springframework.util.CompositeIterator;

/**
 * Queries the indexes of slots. They lag behind the table slightly. Streams send requests
 * lazily, as they are consumed.
 */
record SlotIndexes(DynamoDbTable<Slot> table, SlotMonths months) {

	private static final int DUE_PAGE_SIZE = 100;

	/**
	 * How many months a list covers at most. Each month is a query, even if no slot of it
	 * matches.
	 */
	private static final int MAX_MONTHS = 24;

	/**
	 * Returns slots ordered by start. Their type is ignored, and so is their genre where
	 * a name is given.
	 */
	SlotList list(SlotQuery query, @Nullable SlotPosition after, int pageSize) {
		String first = SlotPosition.lowerBound(query.from(), after);
		String last = SlotPosition.upperBound(query.to());
		if (first.compareTo(last) > 0) {
			return new SlotList(Stream.empty(), null);
		}
		if (query.name() != null) {
			return new SlotList(query(SlotSchema.BY_NAME, between(query.name(), first, last), pageSize), null);
		}
		Genre genre = query.genre();
		List<String> months = this.months.between(SlotPosition.month(first), SlotPosition.month(last));
		Stream<Slot> slots = concat(months.stream()
			.limit(MAX_MONTHS)
			.map((month) -> (genre != null) ? query(SlotSchema.BY_GENRE_MONTH,
					between(SlotSchema.genreMonth(genre, month), first, last), pageSize)
					: query(SlotSchema.BY_MONTH, between(month, first, last), pageSize)));
		return new SlotList(slots,
				(months.size() > MAX_MONTHS) ? SlotPosition.beginningOf(months.get(MAX_MONTHS)) : null);
	}

	Stream<Slot> due(Instant now) {
		return concat(
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
		return this.table.index(index)
			.query((request) -> request.queryConditional(condition).limit(pageSize))
			.stream()
			.map(Page::items)
			.flatMap(List::stream);
	}

	/**
	 * Concatenates streams that are read when needed; {@link Stream#flatMap} would read
	 * all of one to return its first element.
	 */
	private static <T> Stream<T> concat(Stream<Stream<T>> streams) {
		CompositeIterator<T> elements = new CompositeIterator<>();
		streams.forEach((stream) -> elements.add(stream.iterator()));
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
	}

}
