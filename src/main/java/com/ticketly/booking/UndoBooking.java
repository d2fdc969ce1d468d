package com.ticketly.booking;

import java.util.List;

import com.ticketly.commit.Command;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldStatus;

/**
 * Deletes a booking whose customer was told that there was no result in time. Nobody
 * knows the ids of its tickets.
 *
 * @param booking the booking as it was made
 * @param limit the customer's limit
 */
record UndoBooking(Booking booking, PurchaseLimit limit) implements Command<Booking> {

	@Override
	public List<SectionKey> sections() {
		return List.of(this.booking.section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Booking apply(UnitOfWork unitOfWork) {
		Booking written = (this.booking.version() == 0) ? this.booking.nextVersion() : this.booking;
		unitOfWork.find(Bookings.ITEMS, written).ifPresent((current) -> {
			Section section = unitOfWork.section(current.section());
			Hold hold = current.hold();
			// The seats of an ended hold may belong to another customer by now.
			if (hold == null || hold.status() == HoldStatus.CONFIRMED
					|| section.isHeld(current.seats(), hold.until())) {
				unitOfWork.put(section.free(current.seats()));
			}
			unitOfWork.delete(Bookings.ITEMS, current);
			this.limit.remove(unitOfWork, current);
		});
		return this.booking;
	}

}
