package com.ticketly.slot;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.dynamodb.Deadline;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;

import org.springframework.util.CompositeIterator;

/**
 * Lists slots month by month. While the months that have slots are read, it already
 * queries those that the same list needed last time. Which months a list contains is
 * decided by the read, so that it is current.
 */
final class MonthlyLists {

	/**
	 * How many months a list covers at most. Each month is a query, even if no slot of it
	 * matches.
	 */
	private static final int MAX_MONTHS = 24;

	private static final int MAX_SIZES = 10_000;

	private final SlotMonths months;

	/**
	 * How many slots the first page of a month had when it was last read.
	 */
	private final Cache<FirstPage, Integer> lastSizes = Caffeine.newBuilder().maximumSize(MAX_SIZES).build();

	MonthlyLists(SlotMonths months) {
		this.months = months;
	}

	/**
	 * Returns the slots of a range of months.
	 * @param after the position to continue after, null for the beginning
	 * @param pageSize how many slots one request reads
	 * @param query queries a month, lazily
	 */
	SlotQuery.Result list(String first, String last, @Nullable Genre genre, @Nullable SlotPosition after, int pageSize,
			Function<String, Iterator<Page<Slot>>> query) {
		Map<String, Stream<Slot>> begun = new HashMap<>();
		int expected = 0;
		for (String month : this.months.lastBetween(first, last)) {
			if (expected < pageSize && begun.size() < MAX_MONTHS) {
				FirstPage key = new FirstPage(genre, month, after);
				Iterator<Page<Slot>> pages = query.apply(month);
				CompletableFuture<Page<Slot>> page = Deadline.start(() -> firstPage(key, pages));
				begun.put(month, slots(() -> Deadline.join(page), pages));
				Integer size = this.lastSizes.getIfPresent(key);
				expected += (size != null) ? size : pageSize;
			}
		}
		List<String> current = this.months.between(first, last);
		Stream<Slot> slots = concat(current.stream().limit(MAX_MONTHS).map((month) -> {
			Iterator<Page<Slot>> pages = query.apply(month);
			return begun.getOrDefault(month, slots(() -> firstPage(new FirstPage(genre, month, after), pages), pages));
		}));
		return new SlotQuery.Result(slots,
				(current.size() > MAX_MONTHS) ? SlotPosition.beginningOf(current.get(MAX_MONTHS)) : null);
	}

	private Page<Slot> firstPage(FirstPage key, Iterator<Page<Slot>> pages) {
		Page<Slot> page = pages.next();
		this.lastSizes.put(key, page.items().size());
		return page;
	}

	private static Stream<Slot> slots(Supplier<Page<Slot>> first, Iterator<Page<Slot>> others) {
		return Stream.concat(Stream.of(first).map(Supplier::get), stream(others))
			.map(Page::items)
			.flatMap(List::stream);
	}

	/**
	 * Concatenates streams that are read when needed; {@link Stream#flatMap} would read
	 * all of one to return its first element.
	 */
	static <T> Stream<T> concat(Stream<Stream<T>> streams) {
		CompositeIterator<T> elements = new CompositeIterator<>();
		streams.forEach((stream) -> elements.add(stream.iterator()));
		return stream(elements);
	}

	private static <T> Stream<T> stream(Iterator<T> elements) {
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
	}

	/**
	 * The first page of a month in a list.
	 */
	private record FirstPage(@Nullable Genre genre, String month, @Nullable SlotPosition after) {
	}

}
