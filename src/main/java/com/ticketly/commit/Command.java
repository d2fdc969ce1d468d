package com.ticketly.commit;

import java.util.List;
import java.util.Optional;

import com.ticketly.slot.SectionKey;

/**
 * A change of one section or of two, committed in one transaction with other commands.
 *
 * @param <T> the result for the caller, delivered after the transaction is written
 */
public interface Command<T> {

	/**
	 * Returns the sections that the command may change: one, or two in ascending order.
	 */
	List<SectionKey> sections();

	/**
	 * Returns the maximum number of items that the command stages besides its sections.
	 * The unit of work rejects a command that stages more.
	 */
	default int items() {
		return 0;
	}

	/**
	 * Returns whether the command, which has one section, shares a transaction with
	 * commands of other sections of its slot. That costs less where few commands come for
	 * each section, but if one section has changed, the whole transaction is refused and
	 * tried again.
	 */
	default boolean sharesAcrossSections() {
		return false;
	}

	/**
	 * Applies the change to a unit of work. The engine calls this method again with a new
	 * unit of work if another transaction wrote one of the items first.
	 * @return the result for the caller; a command that refuses stages nothing
	 * @throws RuntimeException if the command fails; nothing that it staged is kept
	 */
	T apply(UnitOfWork unitOfWork);

	/**
	 * Returns whether a result says that the command was refused, so that it changed
	 * nothing.
	 */
	default boolean isRefusal(T result) {
		return false;
	}

	/**
	 * Returns the command that undoes this one. It runs if the transaction was written
	 * after the caller had been told that there was no outcome in time.
	 * @param result the result that the caller did not get
	 * @return the undoing command, or empty if the change stays
	 */
	default Optional<Command<?>> undo(T result) {
		return Optional.empty();
	}

	/**
	 * Returns the command that undoes this one if it was written. It runs if nobody knows
	 * whether it was, and its caller has no result.
	 * @return the undoing command, or empty if the change stays
	 */
	default Optional<Command<?>> undoIfWritten() {
		return Optional.empty();
	}

}
