package com.ticketly.booking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.price.Payment;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Ends a hold before it expires: confirms it, which turns it into a booking, or releases
 * its seats. A hold that has already ended in this way does not change.
 *
 * @param read its booking as the caller read it
 * @param edition the edition of the slot whose limit it has, null from the version before
 * this one
 * @param end how it ends: {@link HoldStatus#CONFIRMED} or {@link HoldStatus#RELEASED}
 * @param payment the payment for the tickets, null for none
 */
record EndHold(HoldId id, Booking read, @Nullable Long edition, HoldStatus end, @Nullable Payment payment,
		PurchaseLimit limit) implements SaleCommand<EndHold.Ended> {

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
	public Outcome<Ended> apply(UnitOfWork unitOfWork) {
		return find(this.read, unitOfWork).flatMap((hold) -> end(hold, unitOfWork));
	}

	/**
	 * Finds a hold, again if it seems to have ended.
	 * @param read its booking as the caller read it
	 */
	static Outcome<Booking> find(Booking read, UnitOfWork unitOfWork) {
		return Outcome.of(unitOfWork.find(Bookings.ITEMS, read)
			// A hold that seems to have ended may have been read before it was prolonged.
			.filter((hold) -> status(hold, unitOfWork) != HoldStatus.EXPIRED)
			.or(() -> unitOfWork.readAgain(Bookings.ITEMS, read)), Rejection.NotFound.HOLD);
	}

	/**
	 * Returns the status of a hold, which must also be held according to its section.
	 * Another instance whose clock is ahead may already have sold its seats.
	 */
	static HoldStatus status(Booking booking, UnitOfWork unitOfWork) {
		Hold hold = Objects.requireNonNull(booking.hold());
		HoldStatus status = hold.statusAt(unitOfWork.now());
		boolean ended = status == HoldStatus.HELD
				&& !unitOfWork.section(booking.section()).isHeld(booking.seats(), hold.until());
		return ended ? HoldStatus.EXPIRED : status;
	}

	private Outcome<Ended> end(Booking hold, UnitOfWork unitOfWork) {
		Section section = unitOfWork.section(hold.section());
		HoldStatus status = status(hold, unitOfWork);
		boolean live = status == HoldStatus.HELD || status == HoldStatus.CONFIRMED;
		Optional<Rejection> refusal = (this.end == HoldStatus.CONFIRMED && live) ? paymentRefusal(hold, status)
				: Optional.empty();
		if (refusal.isPresent()) {
			return Outcome.refused(refusal.get());
		}
		if (status == this.end || (status == HoldStatus.EXPIRED && this.end == HoldStatus.RELEASED)) {
			return Outcome.done(new Ended(hold, false));
		}
		if (status != HoldStatus.HELD) {
			return Outcome.refused(new Rejection.HoldEnded(this.id, status));
		}
		boolean confirms = this.end == HoldStatus.CONFIRMED;
		if (confirms && !section.open()) {
			return Outcome.refused(new Rejection.SalesClosed(section.key().slot()));
		}
		if (confirms && this.edition != null && section.edition() > this.edition) {
			return Outcome.refused(new Rejection.SlotChanged());
		}
		Booking ended = confirms ? hold.confirm(section, this.payment) : hold.release();
		unitOfWork.put(confirms ? section.confirm(hold.seats()) : section.free(hold.seats()));
		unitOfWork.put(Bookings.ITEMS, ended);
		this.limit.count(unitOfWork, ended);
		return Outcome.done(new Ended(ended, true));
	}

	/**
	 * Returns why a payment is not that of a hold, or not the one that it was confirmed
	 * with; empty if it is.
	 */
	private Optional<Rejection> paymentRefusal(Booking hold, HoldStatus status) {
		Money total = hold.total();
		if (total == null) {
			return (this.payment == null) ? Optional.empty() : Optional
				.of(new Rejection.InvalidRequest("payment", "must be omitted because the hold has no prices"));
		}
		boolean paid = (this.payment != null) ? this.payment.amount().equals(total) : total.isZero();
		if (!paid) {
			return Optional.of(new Rejection.PaymentMismatch(this.id, total));
		}
		boolean other = status == HoldStatus.CONFIRMED
				&& !Objects.equals(Objects.requireNonNull(hold.hold()).payment(), this.payment);
		return other ? Optional.of(new Rejection.AlreadyPaid(this.id)) : Optional.empty();
	}

	/**
	 * A hold that has ended.
	 *
	 * @param booking the booking that it is, or would have become
	 * @param now whether this command ended it
	 */
	record Ended(Booking booking, boolean now) {
	}

}
