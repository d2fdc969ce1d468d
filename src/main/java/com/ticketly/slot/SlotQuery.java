package com.ticketly.slot;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which slots are asked for; null asks for all.
 *
 * @param genre only this genre
 * @param type only this type
 * @param name only this name, to the letter
 * @param from only slots that start at this time or later
 * @param to only slots that start at this time or earlier
 */
public record SlotQuery(@Nullable Genre genre, @Nullable SlotType type, @Nullable String name, @Nullable Instant from,
		@Nullable Instant to) {

	/**
	 * Asks for every slot there is.
	 */
	public static final SlotQuery ALL = new SlotQuery(null, null, null, null, null);

	/**
	 * Asks for every slot of a genre.
	 */
	public static SlotQuery ofGenre(Genre genre) {
		return new SlotQuery(genre, null, null, null, null);
	}

	/**
	 * Returns whether a slot is asked for, as far as its start does not say.
	 */
	public boolean matches(Slot slot) {
		return (this.genre == null || this.genre == slot.showing().genre())
				&& (this.type == null || this.type == slot.showing().type())
				&& (this.name == null || this.name.equals(slot.showing().name()));
	}

}
