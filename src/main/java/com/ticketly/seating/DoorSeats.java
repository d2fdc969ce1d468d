package com.ticketly.seating;

import java.util.Collection;
import java.util.List;

/**
 * What the door changes on the seats of a section. Seats are indexes from 0.
 *
 * @param scanned the seats whose tickets have been scanned
 * @param admitted the seats whose tickets have been let in, and not taken back
 * @param endedTickets how often tickets of the section have ended, by which a list of its
 * tickets is known to be current
 */
public record DoorSeats(SeatSet scanned, SeatSet admitted, long endedTickets) {

	/**
	 * The state before the doors open.
	 */
	public static final DoorSeats NONE = new DoorSeats(SeatSet.NONE, SeatSet.NONE, 0);

	/**
	 * Returns whether the ticket of a seat has been scanned.
	 */
	public boolean isScanned(int seat) {
		return this.scanned.contains(seat);
	}

	/**
	 * Returns whether the ticket of a seat has been let in.
	 */
	public boolean isAdmitted(int seat) {
		return this.admitted.contains(seat);
	}

	/**
	 * Marks a seat as scanned.
	 * @param admitted whether its ticket has been let in, and not taken back
	 */
	public DoorSeats scan(int seat, boolean admitted) {
		List<Integer> seats = List.of(seat);
		return new DoorSeats(this.scanned.with(seats),
				admitted ? this.admitted.with(seats) : this.admitted.without(seats), this.endedTickets);
	}

	/**
	 * Ends the tickets of seats.
	 */
	public DoorSeats end(Collection<Integer> seats) {
		return new DoorSeats(this.scanned.without(seats), this.admitted.without(seats), this.endedTickets + 1);
	}

}
