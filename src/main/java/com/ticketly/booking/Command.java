package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.slot.SectionKey;

/**
 * A change to one section, or to two.
 *
 * @param <T> what it answers when it is done
 */
interface Command<T> {

	/**
	 * Returns the sections it may change.
	 */
	List<SectionKey> sections();

	/**
	 * Returns how many items of a transaction it may need, without its sections.
	 */
	default int items() {
		return 1;
	}

	/**
	 * Applies the change, or refuses it and leaves the ledger as it is. It may be called
	 * again, on a newer ledger, when another instance wrote first.
	 */
	Outcome<T> apply(Ledger ledger);

	/**
	 * Returns what takes this command back when it was written after its caller had been
	 * told that it was not.
	 */
	default Optional<Command<?>> undo(T value) {
		return Optional.empty();
	}

}
