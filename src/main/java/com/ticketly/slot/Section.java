package com.ticketly.slot;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MAX_SEATS} seats of a slot that are sold from one item. Methods identify
 * seats by their numbers within the slot, and take the seating plan of this section.
 *
 * @param key the slot and the number of the section
 * @param firstSeat the number of its first seat within the slot, from 1
 * @param seats which seats are free
 * @param open whether its seats are on sale
 * @param edition the edition of the slot that is sold
 * @param door what the door has changed
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 */
public record Section(SectionKey key, int firstSeat, SeatMap seats, boolean open, long edition, DoorSeats door,
		@Nullable Long purgeAt, long version) implements Versioned<Section> {

	/**
	 * The maximum number of seats of a section, about as many as are sold in a second: a
	 * DynamoDB partition takes <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">1,000
	 * write units</a> in it.
	 */
	public static final int MAX_SEATS = 500;

	// No stored item has this version, so no write of a missing section succeeds.
	private static final long MISSING = -1;

	/**
	 * Returns a closed section without seats for one that is not stored.
	 */
	public static Section missing(SectionKey key) {
		return new Section(key, 1, SeatMap.free(0), false, 0, DoorSeats.NONE, null, MISSING);
	}

	/**
	 * Returns how many seats can be sold.
	 */
	public int left() {
		return this.open ? this.seats.left() : 0;
	}

	/**
	 * Returns how many seats can be sold of those that may be chosen.
	 */
	public int left(PlannedSection plan) {
		return this.open ? plan.left(this.seats) : 0;
	}

	/**
	 * Takes seats.
	 * @throws IllegalStateException when one of them is not free
	 */
	public Section take(Collection<Integer> numbers) {
		return with(this.seats.take(indexes(numbers)));
	}

	/**
	 * Takes seats that are free or blocked. Blocked ones are blocked again once they are
	 * freed.
	 * @throws IllegalStateException when one of them is taken
	 */
	public Section takeAlsoBlocked(Collection<Integer> numbers) {
		return with(this.seats.takeAlsoBlocked(indexes(numbers)));
	}

	/**
	 * Holds seats for a limited time.
	 * @param until when they are free again, in whole seconds
	 * @throws IllegalStateException when one of them is not free
	 */
	public Section hold(Collection<Integer> numbers, Instant until) {
		return with(this.seats.hold(indexes(numbers), until));
	}

	/**
	 * Returns whether seats are held until exactly this time.
	 */
	public boolean isHeld(Collection<Integer> numbers, Instant until) {
		return this.seats.isHeld(indexes(numbers), until);
	}

	/**
	 * Holds seats longer that are held.
	 * @param until when they are free again, in whole seconds
	 * @throws IllegalStateException when one of them is not held
	 */
	public Section prolong(Collection<Integer> numbers, Instant until) {
		return with(this.seats.prolong(indexes(numbers), until));
	}

	/**
	 * Takes held seats permanently.
	 */
	public Section confirm(Collection<Integer> numbers) {
		return with(this.seats.confirm(indexes(numbers)));
	}

	/**
	 * Frees taken or held seats, and so ends the tickets of those that are taken.
	 * @throws IllegalStateException when one of them is free
	 */
	public Section free(Collection<Integer> numbers) {
		boolean booked = numbers.stream().anyMatch((number) -> state(number) == SeatState.TAKEN);
		return (booked ? reissue(numbers) : this).with(this.seats.free(indexes(numbers)));
	}

	/**
	 * Ends the tickets of seats that stay taken, for other tickets of the same seats.
	 */
	public Section reissue(Collection<Integer> numbers) {
		return with(this.seats, this.open, this.door.end(indexes(numbers)));
	}

	/**
	 * Marks the seat of a ticket that was scanned at the door.
	 * @param admitted whether the ticket has been let in, and not taken back
	 */
	public Section scan(int number, boolean admitted) {
		return with(this.seats, this.open, this.door.scan(index(number), admitted));
	}

	/**
	 * Blocks seats, so that they are not sold.
	 */
	public Section block(Collection<Integer> numbers) {
		return with(this.seats.block(indexes(numbers)));
	}

	/**
	 * Puts blocked seats on sale again.
	 */
	public Section unblock(Collection<Integer> numbers) {
		return with(this.seats.unblock(indexes(numbers)));
	}

	/**
	 * Returns this section without ended holds, or the same object when none has ended.
	 */
	public Section asOf(Instant now) {
		return with(this.seats.asOf(now));
	}

	/**
	 * Returns the state of a seat; in a closed section, seats that are not taken are
	 * blocked.
	 */
	public SeatState state(int number) {
		SeatState state = this.seats.state(index(number));
		return (this.open || state == SeatState.TAKEN) ? state : SeatState.BLOCKED;
	}

	/**
	 * Returns whether seats of a minimum quality can be sold.
	 */
	public boolean has(PlannedSection plan, int count, SeatQuality minimum) {
		return this.open && plan.has(this.seats, count, minimum);
	}

	/**
	 * Returns the quality of the best seats that can be sold, empty if there are too few.
	 */
	public Optional<SeatQuality> bestQuality(PlannedSection plan, int count) {
		return this.open ? plan.bestQuality(this.seats, count) : Optional.empty();
	}

	/**
	 * Chooses the best seats that can be sold, in ascending order, empty if none meet the
	 * minimum quality.
	 */
	public Optional<List<Seat>> choose(PlannedSection plan, int count, SeatQuality minimum) {
		return this.open ? plan.choose(this.seats, this.firstSeat, count, minimum) : Optional.empty();
	}

	/**
	 * Returns this section with a later edition of its slot. It is unchanged if it has
	 * that edition or a later one, or is missing.
	 */
	public Section withEdition(long edition, @Nullable Long purgeAt) {
		return (this.version == MISSING || edition <= this.edition) ? this : new Section(this.key, this.firstSeat,
				this.seats, this.open, edition, this.door, purgeAt, this.version);
	}

	/**
	 * Closes this section, so that no seat of it is sold.
	 */
	public Section close() {
		return with(this.seats, false, this.door);
	}

	/**
	 * Returns the index of a seat within the section, from 0.
	 */
	public int index(int number) {
		return number - this.firstSeat;
	}

	private List<Integer> indexes(Collection<Integer> numbers) {
		return numbers.stream().map(this::index).toList();
	}

	private Section with(SeatMap seats) {
		return (seats == this.seats) ? this : with(seats, this.open, this.door);
	}

	private Section with(SeatMap seats, boolean open, DoorSeats door) {
		return new Section(this.key, this.firstSeat, seats, open, this.edition, door, this.purgeAt, this.version);
	}

	@Override
	public Section nextVersion() {
		return new Section(this.key, this.firstSeat, this.seats, this.open, this.edition, this.door, this.purgeAt,
				this.version + 1);
	}

}
