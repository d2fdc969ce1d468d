package com.ticketly.booking;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param <T> what the list is of
 * @param <P> what a position in the list is
 * @param items the part
 * @param next the position of its last item, when the list goes on behind it
 */
public record Page<T, P>(List<T> items, @Nullable P next) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Makes a page of items that were read one further than it goes.
	 */
	static <T, P> Page<T, P> of(List<T> read, int limit, Function<T, P> position) {
		return (read.size() > limit) ? new Page<>(read.subList(0, limit), position.apply(read.get(limit - 1)))
				: new Page<>(read, null);
	}

	/**
	 * Returns the same page of something made of each item.
	 */
	public <R> Page<R, P> map(Function<T, R> change) {
		return new Page<>(this.items.stream().map(change).toList(), this.next);
	}

}
