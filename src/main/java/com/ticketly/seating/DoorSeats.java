package com.ticketly.seating;

import java.util.Collection;
import java.util.List;

/**
 * What the door changes on the seats of a section. Seats are indexes from 0.
 *
 * @param scanned the seats whose tickets have been scanned at the door with an effect
 * @param endedTickets how often tickets of the section have ended, by which a list of its
 * tickets is known to be current
 */
public record DoorSeats(SeatSet scanned, long endedTickets) {

	/**
	 * The state before the doors open.
	 */
	public static final DoorSeats NONE = new DoorSeats(SeatSet.NONE, 0);

	/**
	 * Returns whether the ticket of a seat has been scanned with an effect.
	 */
	public boolean isScanned(int seat) {
		return this.scanned.contains(seat);
	}

	/**
	 * Marks a seat as scanned, or as not scanned when its scans were undone.
	 */
	public DoorSeats scan(int seat, boolean scanned) {
		return (isScanned(seat) == scanned) ? this : new DoorSeats(
				scanned ? this.scanned.with(List.of(seat)) : this.scanned.without(List.of(seat)), this.endedTickets);
	}

	/**
	 * Ends the tickets of seats.
	 */
	public DoorSeats end(Collection<Integer> seats) {
		return new DoorSeats(this.scanned.without(seats), this.endedTickets + 1);
	}

}
