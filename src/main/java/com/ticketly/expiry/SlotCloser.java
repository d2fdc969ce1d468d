package com.ticketly.expiry;

import java.time.Clock;
import java.time.Instant;

import com.ticketly.commit.SectionQueues;
import com.ticketly.slot.ExpiryProperties;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.TicketStatusAt;

import org.springframework.stereotype.Component;

/**
 * Propagates a change of a slot to its sections and bookings. Every step is conditional,
 * so concurrent runs are safe, and a run that failed can be repeated.
 */
@Component
public class SlotCloser {

	private final Clock clock;

	private final ExpiryProperties expiry;

	private final Slots slots;

	private final SlotContents contents;

	private final BookingRetention retention;

	private final SectionQueues queues;

	SlotCloser(Clock clock, ExpiryProperties expiry, Slots slots, SlotContents contents, BookingRetention retention,
			SectionQueues queues) {
		this.clock = clock;
		this.expiry = expiry;
		this.slots = slots;
		this.contents = contents;
		this.retention = retention;
		this.queues = queues;
	}

	/**
	 * Updates the sections of a slot to its current edition.
	 * @param slot the slot as it is stored
	 * @param changesBookings whether its bookings and the usages of its customers change
	 */
	public void applyChange(Slot slot, boolean changesBookings) {
		propagate(slot, changesBookings);
		finish(slot);
	}

	/**
	 * Closes the sections of a canceled slot and cancels its tickets.
	 */
	public void cancel(Slot slot) {
		close(slot, this.clock.instant());
		if (slot.bookingsMayDiffer()) {
			// A change of the bookings was not finished before.
			propagate(slot, true);
		}
		finish(slot);
	}

	/**
	 * Resumes the unfinished change of a slot.
	 * @param slot the slot, claimed by this run
	 */
	void resume(Slot slot) {
		if (slot.lifecycle().status() == SlotStatus.CANCELED) {
			cancel(slot);
		}
		else {
			applyChange(slot, slot.bookingsMayDiffer());
		}
	}

	/**
	 * Marks the change as finished, unless the slot has been changed again or another run
	 * has claimed it, which then marks it.
	 */
	private void finish(Slot slot) {
		if (slot.lifecycle().unfinished() != null) {
			this.slots.replace(slot.finished());
		}
	}

	private void propagate(Slot slot, boolean changesBookings) {
		this.contents.forEachSection(slot, (section) -> {
			this.queues.executeOrThrow(new ApplySlotChange(section, slot, true));
			if (changesBookings) {
				this.contents.forEachBookingAndHold(slot, section,
						(booking) -> this.retention.applyChange(slot, booking));
			}
			return 0;
		});
	}

	/**
	 * Closes the sections of a slot and stores the status of its tickets.
	 * @param slot the slot, expired or canceled
	 * @return how many tickets were booked and are no longer
	 */
	int close(Slot slot, Instant now) {
		TicketStatusAt statusAt = new TicketStatusAt(now, slot, this.expiry.archiveAfter());
		return this.contents.forEachSection(slot, (section) -> {
			this.queues.executeOrThrow(new ApplySlotChange(section, slot, false));
			// The section is closed, so no booking is added from here on.
			return this.contents.forEachBooking(slot, section,
					(booking) -> this.contents.update(booking, statusAt::apply));
		});
	}

}
