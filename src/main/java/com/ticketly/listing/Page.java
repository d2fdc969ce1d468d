package com.ticketly.listing;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param <P> the type of positions in the list
 * @param next the position of the last item, if more items follow it; null on the last
 * page
 */
public record Page<T, P>(List<T> items, @Nullable P next) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Returns a page of items of which one more was read than the page may have.
	 */
	static <T, P> Page<T, P> of(List<T> read, int limit, Function<T, P> position) {
		return (read.size() > limit) ? new Page<>(read.subList(0, limit), position.apply(read.get(limit - 1)))
				: new Page<>(read, null);
	}

}
