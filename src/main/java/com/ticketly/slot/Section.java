package com.ticketly.slot;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MAX_SEATS} seats of a slot that are sold from one item.
 *
 * @param key its name in the tables
 * @param firstSeat the number in the slot of its first seat, from 1
 * @param seats which seats are free
 * @param open whether anything is sold from it
 * @param edition the slot's edition that is sold
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
 * @param version counts the writes of the item, 0 before the first
 */
public record Section(SectionKey key, int firstSeat, SeatMap seats, boolean open, long edition, @Nullable Long purgeAt,
		long version) implements Versioned<Section> {

	/**
	 * One partition of DynamoDB takes <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">1,000
	 * write units a second</a>: this many seats sell out in about a second.
	 */
	public static final int MAX_SEATS = 500;

	/**
	 * No stored item has this version, so a missing section is never written.
	 */
	private static final long MISSING = -1;

	/**
	 * Returns a section that stands for one that is not stored, or not any more. It sells
	 * nothing.
	 */
	public static Section missing(SectionKey key) {
		return new Section(key, 1, SeatMap.free(0), false, 0, null, MISSING);
	}

	/**
	 * Returns how many seats can be sold.
	 */
	public int left() {
		return this.open ? this.seats.left() : 0;
	}

	/**
	 * Takes seats by their numbers in the slot.
	 * @throws IllegalStateException when one of them is not free
	 */
	public Section take(Collection<Integer> numbers) {
		return with(this.seats.take(indexes(numbers)));
	}

	/**
	 * Takes seats for a while, by their numbers in the slot.
	 * @param until when they are free again, in whole seconds
	 * @throws IllegalStateException when one of them is not free
	 */
	public Section hold(Collection<Integer> numbers, Instant until) {
		return with(this.seats.hold(indexes(numbers), until));
	}

	/**
	 * Returns whether seats are held until a time.
	 */
	public boolean isHeld(Collection<Integer> numbers, Instant until) {
		return this.seats.isHeld(indexes(numbers), until);
	}

	/**
	 * Keeps held seats taken for good.
	 */
	public Section confirm(Collection<Integer> numbers) {
		return with(this.seats.confirm(indexes(numbers)));
	}

	/**
	 * Gives back seats by their numbers in the slot.
	 * @throws IllegalStateException when one of them is free
	 */
	public Section free(Collection<Integer> numbers) {
		return with(this.seats.free(indexes(numbers)));
	}

	/**
	 * Takes seats out of the sale.
	 */
	public Section block(Collection<Integer> numbers) {
		return with(this.seats.block(indexes(numbers)));
	}

	/**
	 * Puts seats on sale again.
	 */
	public Section unblock(Collection<Integer> numbers) {
		return with(this.seats.unblock(indexes(numbers)));
	}

	/**
	 * Returns the section as it is at a time, when holds have ended.
	 */
	public Section asOf(Instant now) {
		return with(this.seats.asOf(now));
	}

	/**
	 * Returns what can be done with a seat, by its number in the slot. Where nothing is
	 * sold any more, all that is not taken for good is blocked.
	 */
	public SeatState state(int number) {
		SeatState state = this.seats.state(number - this.firstSeat);
		return (this.open || state == SeatState.TAKEN) ? state : SeatState.BLOCKED;
	}

	/**
	 * Returns whether seats of a minimum quality can be sold.
	 * @param plan the seating plan of this section
	 */
	public boolean has(PlannedSection plan, int count, SeatQuality minimum) {
		return this.open && plan.has(this.seats, count, minimum);
	}

	/**
	 * Returns the quality of the best seats that can be sold, or empty if there are too
	 * few.
	 * @param plan the seating plan of this section
	 */
	public Optional<SeatQuality> bestQuality(PlannedSection plan, int count) {
		return this.open ? plan.bestQuality(this.seats, count) : Optional.empty();
	}

	/**
	 * Chooses the best seats that can be sold.
	 * @param plan the seating plan of this section
	 * @return the seats in ascending order, or empty if none meet the minimum quality
	 */
	public Optional<List<Seat>> choose(PlannedSection plan, int count, SeatQuality minimum) {
		return this.open ? plan.choose(this.seats, this.firstSeat, count, minimum) : Optional.empty();
	}

	/**
	 * Finds seats by name, whether they are free or not.
	 * @param plan the seating plan of this section
	 * @return the seats in ascending order, or empty if the section lacks one of them
	 */
	public Optional<List<Seat>> find(PlannedSection plan, List<String> names) {
		return plan.find(names, this.firstSeat);
	}

	/**
	 * Returns this section with an edition of its slot, or unchanged if it has that or a
	 * later one already, or is missing.
	 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
	 */
	public Section withEdition(long edition, @Nullable Long purgeAt) {
		return (this.version == MISSING || edition <= this.edition) ? this
				: new Section(this.key, this.firstSeat, this.seats, this.open, edition, purgeAt, this.version);
	}

	/**
	 * Returns this section closed, so that nothing is sold from it.
	 */
	public Section close() {
		return new Section(this.key, this.firstSeat, this.seats, false, this.edition, this.purgeAt, this.version);
	}

	private List<Integer> indexes(Collection<Integer> numbers) {
		return numbers.stream().map((number) -> number - this.firstSeat).toList();
	}

	private Section with(SeatMap seats) {
		return (seats == this.seats) ? this
				: new Section(this.key, this.firstSeat, seats, this.open, this.edition, this.purgeAt, this.version);
	}

	@Override
	public Section nextVersion() {
		return new Section(this.key, this.firstSeat, this.seats, this.open, this.edition, this.purgeAt,
				this.version + 1);
	}

}
