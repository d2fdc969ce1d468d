package com.ticketly.slot;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MAX_SEATS} seats of a slot that are sold from one item.
 *
 * @param key its name in the tables
 * @param firstSeat the number in the slot of its first seat, from 1
 * @param seats which seats are taken
 * @param open whether anything is sold from it
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
 * @param version counts the writes of the item
 */
public record Section(SectionKey key, int firstSeat, SeatMap seats, boolean open, @Nullable Long purgeAt,
		long version) {

	/**
	 * One partition of DynamoDB takes <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">1,000
	 * write units a second</a>: this many seats sell out in about a second.
	 */
	public static final int MAX_SEATS = 500;

	/**
	 * Returns what stands for a section that is not in the table (any more): it sells
	 * nothing.
	 */
	public static Section missing(SectionKey key) {
		return new Section(key, 1, SeatMap.free(0), false, null, 0);
	}

	/**
	 * Returns how many seats can be sold.
	 */
	public int left() {
		return this.open ? this.seats.left() : 0;
	}

	/**
	 * Chooses free seats.
	 * @param count how many, at most {@link #left()}
	 * @return their numbers in the slot
	 */
	public List<Integer> choose(int count) {
		return this.seats.choose(count).stream().map((seat) -> this.firstSeat + seat).toList();
	}

	/**
	 * Takes seats by their numbers in the slot.
	 * @throws IllegalStateException when one of them is taken
	 */
	public Section take(Collection<Integer> numbers) {
		return with(this.seats.take(inSection(numbers)), this.open);
	}

	/**
	 * Frees seats by their numbers in the slot.
	 * @throws IllegalStateException when one of them is free
	 */
	public Section free(Collection<Integer> numbers) {
		return with(this.seats.free(inSection(numbers)), this.open);
	}

	/**
	 * Ends the sales from this section.
	 */
	public Section close() {
		return with(this.seats, false);
	}

	private List<Integer> inSection(Collection<Integer> numbers) {
		return numbers.stream().map((number) -> number - this.firstSeat).toList();
	}

	private Section with(SeatMap seats, boolean open) {
		return new Section(this.key, this.firstSeat, seats, open, this.purgeAt, this.version);
	}

	/**
	 * Returns this section as the next write of its item.
	 */
	public Section nextVersion() {
		return new Section(this.key, this.firstSeat, this.seats, this.open, this.purgeAt, this.version + 1);
	}

}
