package com.ticketly.slot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import static java.util.Spliterator.ORDERED;
import static java.util.Spliterators.spliteratorUnknownSize;

/**
 * Merges sorted streams into one, reading each only as far as it is needed. What several
 * of them have, because it moved from one to another meanwhile, comes once.
 */
final class Merge {

	private Merge() {
	}

	static <T> Stream<T> sorted(Collection<Stream<T>> streams, Comparator<T> order) {
		record Head<T>(T value, Iterator<T> rest) {
		}
		PriorityQueue<Head<T>> heads = new PriorityQueue<>(Comparator.comparing(Head::value, order));
		Collection<Iterator<T>> unread = new ArrayList<>(streams.stream().map(Stream::iterator).toList());
		Iterator<T> merged = new Iterator<>() {

			private @Nullable T last;

			@Override
			public boolean hasNext() {
				readOn();
				while (!heads.isEmpty() && this.last != null && order.compare(heads.peek().value(), this.last) == 0) {
					unread.add(heads.remove().rest());
					readOn();
				}
				return !heads.isEmpty();
			}

			@Override
			public T next() {
				hasNext();
				Head<T> head = heads.remove();
				unread.add(head.rest());
				this.last = head.value();
				return head.value();
			}

			private void readOn() {
				unread.forEach(this::push);
				unread.clear();
			}

			private void push(Iterator<T> iterator) {
				if (iterator.hasNext()) {
					heads.add(new Head<>(iterator.next(), iterator));
				}
			}

		};
		return StreamSupport.stream(spliteratorUnknownSize(merged, ORDERED), false);
	}

}
