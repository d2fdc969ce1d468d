package com.ticketly.booking;

import java.util.Optional;

import com.ticketly.commit.UnitOfWork;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import org.jspecify.annotations.Nullable;

/**
 * The limit of what one customer may hold and book of one slot, and the usage that counts
 * against it.
 *
 * @param read the usage as the caller read it, null if nothing is limited
 */
record PurchaseLimit(@Nullable CustomerUsage read, HoldProperties properties) {

	boolean isOfTheSameCustomer(PurchaseLimit other) {
		return this.read != null && other.read != null && this.read.key().equals(other.read.key());
	}

	int items() {
		return (this.read != null) ? 1 : 0;
	}

	/**
	 * Returns why a purchase exceeds the limit, or empty if it does not.
	 * @param tickets how many tickets are added
	 * @param hold whether a hold is added
	 */
	Optional<Rejection> check(UnitOfWork unitOfWork, int tickets, boolean hold) {
		if (this.read == null) {
			return Optional.empty();
		}
		CustomerUsage usage = usage(unitOfWork, this.read);
		if (hold && usage.holds(unitOfWork.now()) >= this.properties.maxPerCustomer()) {
			return Optional.of(new Rejection.TooManyHolds(usage.slot(), this.properties.maxPerCustomer()));
		}
		if (this.properties.limitsTickets()
				&& usage.tickets(unitOfWork.now()) + tickets > this.properties.maxTickets()) {
			return Optional.of(new Rejection.TooManyTickets(usage.slot(), this.properties.maxTickets()));
		}
		return Optional.empty();
	}

	void count(UnitOfWork unitOfWork, Booking booking) {
		if (this.read != null) {
			unitOfWork.put(CustomerUsages.ITEMS, usage(unitOfWork, this.read).with(booking,
					this.properties.limitsTickets(), unitOfWork.section(booking.section()), unitOfWork.now()));
		}
	}

	void remove(UnitOfWork unitOfWork, Booking booking) {
		if (this.read != null) {
			unitOfWork.put(CustomerUsages.ITEMS,
					usage(unitOfWork, this.read).without(booking, unitOfWork.section(booking.section())));
		}
	}

	private static CustomerUsage usage(UnitOfWork unitOfWork, CustomerUsage read) {
		return unitOfWork.find(CustomerUsages.ITEMS, read)
			.orElseGet(() -> CustomerUsage.none(read.slot(), read.customer()));
	}

}
