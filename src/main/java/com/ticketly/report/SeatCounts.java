package com.ticketly.report;

import com.ticketly.slot.Section;

/**
 * What seats are used for. Those that are sold, held, blocked and free are all.
 *
 * @param sold the seats of valid tickets
 * @param blocked the seats that are not for sale, and neither sold nor held
 * @param free all other seats
 * @param admitted the seats whose customers have been let in
 * @param notAdmitted the sold seats whose customers have not been let in
 */
record SeatCounts(long seats, long sold, long held, long blocked, long free, long admitted, long notAdmitted) {

	static final SeatCounts NONE = new SeatCounts(0, 0, 0, 0, 0, 0, 0);

	/**
	 * Counts the seats of a section.
	 * @param section the section without ended holds
	 * @param canceled whether its slot is canceled, so that no ticket is valid
	 */
	static SeatCounts of(Section section, boolean canceled) {
		long seats = section.seats().size();
		long admitted = section.door().admitted().size();
		if (canceled) {
			long blocked = section.seats().blocked().size();
			return new SeatCounts(seats, 0, 0, blocked, seats - blocked, admitted, 0);
		}
		long sold = section.seats().booked().size();
		long taken = section.seats().taken().size();
		long free = section.seats().left();
		return new SeatCounts(seats, sold, taken - sold, seats - taken - free, free, admitted, sold - admitted);
	}

	SeatCounts plus(SeatCounts other) {
		return new SeatCounts(this.seats + other.seats, this.sold + other.sold, this.held + other.held,
				this.blocked + other.blocked, this.free + other.free, this.admitted + other.admitted,
				this.notAdmitted + other.notAdmitted);
	}

}
