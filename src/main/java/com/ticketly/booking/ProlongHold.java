package com.ticketly.booking;

import java.util.List;
import java.util.Objects;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldProperties;
import com.ticketly.ticket.HoldStatus;

/**
 * Prolongs a hold, which is possible once: it then lasts as long as a new one.
 *
 * @param read its booking as the caller read it
 * @param edition the edition of the slot whose limit it has
 * @param request identifies the request, so that its command recognizes what an earlier
 * attempt of it has written
 */
record ProlongHold(HoldId id, Booking read, long edition, String request, PurchaseLimit limit,
		HoldProperties properties) implements SaleCommand<Booking> {

	@Override
	public Affected affected() {
		return Affected.of(this.id);
	}

	@Override
	public List<SectionKey> sections() {
		return List.of(this.read.section());
	}

	@Override
	public int items() {
		return 1 + this.limit.items();
	}

	@Override
	public Outcome<Booking> apply(UnitOfWork unitOfWork) {
		return EndHold.find(this.read, unitOfWork).flatMap((booking) -> prolong(booking, unitOfWork));
	}

	private Outcome<Booking> prolong(Booking booking, UnitOfWork unitOfWork) {
		Hold hold = Objects.requireNonNull(booking.hold());
		if (this.request.equals(hold.prolongedBy())) {
			return Outcome.done(booking);
		}
		HoldStatus status = EndHold.status(booking, unitOfWork);
		if (status != HoldStatus.HELD) {
			return Outcome.refused(new Rejection.HoldEnded(this.id, status));
		}
		if (hold.isProlonged()) {
			return Outcome.refused(new Rejection.HoldAlreadyProlonged(this.id, hold.until()));
		}
		Section section = unitOfWork.section(booking.section());
		if (!section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		if (section.edition() > this.edition) {
			return Outcome.refused(new Rejection.SlotChanged());
		}
		Booking prolonged = booking.prolong(unitOfWork.now(), this.properties.lasts(), this.request);
		unitOfWork.put(section.prolong(booking.seats(), Objects.requireNonNull(prolonged.hold()).until()));
		unitOfWork.put(Bookings.ITEMS, prolonged);
		this.limit.count(unitOfWork, prolonged);
		return Outcome.done(prolonged);
	}

}
