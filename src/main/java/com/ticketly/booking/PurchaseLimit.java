package com.ticketly.booking;

import java.util.Objects;
import java.util.Optional;

import com.ticketly.commit.UnitOfWork;
import com.ticketly.sale.SaleLimits;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.ticket.HoldProperties;
import org.jspecify.annotations.Nullable;

/**
 * The limit of what one customer may hold and book of one slot, and the usage that counts
 * against it.
 *
 * @param read the usage as the caller read it, null if nothing is limited
 * @param maxTickets the maximum number of tickets that the terms of the slot allow, null
 * if the one of the service applies
 */
record PurchaseLimit(@Nullable CustomerUsage read, @Nullable Integer maxTickets, HoldProperties properties) {

	/**
	 * Returns the maximum number of tickets of a slot, 0 for no limit.
	 */
	private int max() {
		return (this.maxTickets != null) ? this.maxTickets : this.properties.maxTickets();
	}

	private boolean limitsTickets() {
		return max() > 0;
	}

	/**
	 * Returns whether this is the limit that the terms of a slot contain. It is not if
	 * the slot has changed since it was read.
	 */
	boolean isOf(SaleLimits limits) {
		return Objects.equals(this.maxTickets, limits.maxTicketsPerPhone());
	}

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
		if (limitsTickets() && usage.tickets(unitOfWork.now()) + tickets > max()) {
			return Optional.of(new Rejection.TooManyTickets(usage.slot(), max()));
		}
		return Optional.empty();
	}

	void count(UnitOfWork unitOfWork, Booking booking) {
		if (this.read != null) {
			unitOfWork.put(CustomerUsages.ITEMS, usage(unitOfWork, this.read).with(booking, limitsTickets(),
					unitOfWork.section(booking.section()), unitOfWork.now()));
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
