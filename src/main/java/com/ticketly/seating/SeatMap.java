package com.ticketly.seating;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * The state of all seats of a section. Seats are indexes from 0.
 *
 * @param taken the seats that are booked or held
 * @param blocked the seats that are not for sale; they can be taken as well
 */
public record SeatMap(int size, SeatSet taken, SeatSet blocked, SeatHolds holds) {

	/**
	 * Creates a seat map.
	 * @throws IllegalArgumentException if a taken or blocked seat is not below the size
	 */
	public SeatMap {
		int end = Math.max(taken.end(), blocked.end());
		if (end > size) {
			throw new IllegalArgumentException("Seat %d is not below the size %d".formatted(end - 1, size));
		}
	}

	/**
	 * Returns a seat map in which all seats are free.
	 */
	public static SeatMap free(int size) {
		return new SeatMap(size, SeatSet.NONE, SeatSet.NONE, SeatHolds.NONE);
	}

	/**
	 * Returns the number of free seats.
	 */
	public int left() {
		return this.blocked.equals(SeatSet.NONE) ? this.size - this.taken.size() : free().cardinality();
	}

	BitSet free() {
		BitSet free = new BitSet(this.size);
		free.set(0, this.size);
		this.taken.removeFrom(free);
		this.blocked.removeFrom(free);
		return free;
	}

	/**
	 * Returns the seats that are booked.
	 */
	public SeatSet booked() {
		return this.taken.without(this.holds.ends().keySet());
	}

	/**
	 * Returns the state of a seat. A seat that is both taken and blocked counts as taken.
	 */
	public SeatState state(int seat) {
		if (this.holds.ends().containsKey(seat)) {
			return SeatState.HELD;
		}
		if (this.taken.contains(seat)) {
			return SeatState.TAKEN;
		}
		return this.blocked.contains(seat) ? SeatState.BLOCKED : SeatState.FREE;
	}

	/**
	 * Takes seats.
	 * @throws IllegalStateException if one of the seats is not free
	 */
	public SeatMap take(Collection<Integer> seats) {
		SeatSet changed = this.taken.with(seats);
		if (changed.size() != this.taken.size() + seats.size() || seats.stream().anyMatch(this.blocked::contains)) {
			throw new IllegalStateException("Not all of the seats %s are free".formatted(seats));
		}
		return new SeatMap(this.size, changed, this.blocked, this.holds);
	}

	/**
	 * Takes seats that are free or blocked. Blocked ones stay blocked.
	 * @throws IllegalStateException if one of the seats is taken
	 */
	public SeatMap takeAlsoBlocked(Collection<Integer> seats) {
		List<Integer> blocked = seats.stream().filter(this.blocked::contains).toList();
		return unblock(blocked).take(seats).block(blocked);
	}

	/**
	 * Holds seats: takes them until a time.
	 * @param end when the hold ends, in whole seconds
	 * @throws IllegalStateException if one of the seats is not free
	 */
	public SeatMap hold(Collection<Integer> seats, Instant end) {
		return new SeatMap(this.size, take(seats).taken, this.blocked, this.holds.with(seats, end));
	}

	/**
	 * Returns whether all of the seats are held and the holds end at a time.
	 */
	public boolean isHeld(Collection<Integer> seats, Instant end) {
		return seats.stream().allMatch((seat) -> end.equals(this.holds.ends().get(seat)));
	}

	/**
	 * Moves the end of holds.
	 * @param end when they end, in whole seconds
	 * @throws IllegalStateException if one of the seats is not held
	 */
	public SeatMap prolong(Collection<Integer> seats, Instant end) {
		if (!this.holds.ends().keySet().containsAll(seats)) {
			throw new IllegalStateException("Not all of the seats %s are held".formatted(seats));
		}
		return new SeatMap(this.size, this.taken, this.blocked, this.holds.with(seats, end));
	}

	/**
	 * Confirms holds: the seats stay taken.
	 */
	public SeatMap confirm(Collection<Integer> seats) {
		return new SeatMap(this.size, this.taken, this.blocked, this.holds.without(seats));
	}

	/**
	 * Frees seats that are booked or held.
	 * @throws IllegalStateException if one of the seats is not taken
	 */
	public SeatMap free(Collection<Integer> seats) {
		SeatSet changed = this.taken.without(seats);
		if (changed.size() != this.taken.size() - seats.size()) {
			throw new IllegalStateException("Not all of the seats %s are taken".formatted(seats));
		}
		return new SeatMap(this.size, changed, this.blocked, this.holds.without(seats));
	}

	/**
	 * Blocks seats, so that they are not for sale. Seats that are taken stay taken.
	 */
	public SeatMap block(Collection<Integer> seats) {
		return new SeatMap(this.size, this.taken, this.blocked.with(seats), this.holds);
	}

	/**
	 * Puts blocked seats on sale again.
	 */
	public SeatMap unblock(Collection<Integer> seats) {
		return new SeatMap(this.size, this.taken, this.blocked.without(seats), this.holds);
	}

	/**
	 * Returns the seat map at a time, without the holds that have ended by then.
	 */
	public SeatMap asOf(Instant now) {
		List<Integer> ended = this.holds.ended(now);
		return ended.isEmpty() ? this : free(ended);
	}

}
