package com.ticketly.slot;

import java.time.Instant;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The slots that a listing returns. A field that is null matches any slot.
 *
 * @param type the kind of showing
 * @param name the exact name
 * @param from the earliest start
 * @param to the latest start
 */
public record SlotQuery(@Nullable Genre genre, @Nullable SlotType type, @Nullable String name, @Nullable Instant from,
		@Nullable Instant to) {

	/**
	 * A query for every slot.
	 */
	public static final SlotQuery ALL = new SlotQuery(null, null, null, null, null);

	/**
	 * Returns a query for every slot of a genre.
	 */
	public static SlotQuery ofGenre(Genre genre) {
		return new SlotQuery(genre, null, null, null, null);
	}

	/**
	 * Returns this query with the earliest start.
	 */
	public SlotQuery from(@Nullable Instant from) {
		return new SlotQuery(this.genre, this.type, this.name, from, this.to);
	}

	/**
	 * Returns this query with the latest start.
	 */
	public SlotQuery to(@Nullable Instant to) {
		return new SlotQuery(this.genre, this.type, this.name, this.from, to);
	}

	/**
	 * Returns whether a slot has the genre, type and name of this query, at any start.
	 */
	public boolean matches(Slot slot) {
		return (this.genre == null || this.genre == slot.showing().genre())
				&& (this.type == null || this.type == slot.showing().type())
				&& (this.name == null || this.name.equals(slot.showing().name()));
	}

	/**
	 * Slots ordered by start, then id, read lazily as the stream is consumed.
	 *
	 * @param next the position after which more slots may follow once all of these are
	 * read, null if there are no more
	 */
	public record Result(Stream<Slot> slots, @Nullable SlotPosition next) {
	}

}
