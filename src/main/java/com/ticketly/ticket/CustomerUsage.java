package com.ticketly.ticket;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.slot.Section;
import com.ticketly.slot.SlotId;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has of a slot, as far as it is limited: live holds, and tickets.
 *
 * @param slot the slot
 * @param user the customer
 * @param shares the customer's holds and bookings
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
 * @param version counts the writes of the item, 0 before the first
 */
public record CustomerUsage(SlotId slot, UserId user, Map<BookingId, Share> shares, @Nullable Long purgeAt,
		long version) implements Versioned<CustomerUsage> {

	public CustomerUsage {
		Map<BookingId, Share> sorted = new TreeMap<>(Comparator.comparing(BookingId::value));
		sorted.putAll(shares);
		shares = sorted;
	}

	/**
	 * Returns that of a customer who has nothing yet.
	 */
	public static CustomerUsage none(SlotId slot, UserId user) {
		return new CustomerUsage(slot, user, Map.of(), null, 0);
	}

	/**
	 * Returns what names it.
	 */
	public String key() {
		return this.slot + "#" + this.user;
	}

	/**
	 * Returns how many holds are live.
	 */
	public long holds(Instant now) {
		return this.shares.values().stream().filter((share) -> share.until() != null && share.isLive(now)).count();
	}

	/**
	 * Returns how many tickets are held or booked.
	 */
	public int tickets(Instant now) {
		return this.shares.values().stream().filter((share) -> share.isLive(now)).mapToInt(Share::tickets).sum();
	}

	/**
	 * Returns this with a booking as it is now, and without holds that have ended.
	 * @param counted whether tickets count, or holds alone
	 * @param section the booking's section
	 */
	public CustomerUsage with(Booking booking, boolean counted, Section section, Instant now) {
		Map<BookingId, Share> changed = new TreeMap<>(Comparator.comparing(BookingId::value));
		this.shares.forEach((id, share) -> {
			if (share.isLive(now)) {
				changed.put(id, share);
			}
		});
		Hold hold = booking.hold();
		boolean held = hold != null && hold.statusAt(now) == HoldStatus.HELD;
		int tickets = booking.count(TicketStatus.BOOKED);
		if (held || (counted && booking.isTicketed() && tickets > 0)) {
			changed.put(booking.id(), new Share(tickets, (held && hold != null) ? hold.until() : null));
		}
		else {
			changed.remove(booking.id());
		}
		return new CustomerUsage(this.slot, this.user, changed, section.purgeAt(), this.version);
	}

	/**
	 * Returns this without a booking.
	 * @param section the booking's section
	 */
	public CustomerUsage without(Booking booking, Section section) {
		Map<BookingId, Share> changed = new TreeMap<>(Comparator.comparing(BookingId::value));
		changed.putAll(this.shares);
		changed.remove(booking.id());
		return new CustomerUsage(this.slot, this.user, changed, section.purgeAt(), this.version);
	}

	@Override
	public CustomerUsage nextVersion() {
		return new CustomerUsage(this.slot, this.user, this.shares, this.purgeAt, this.version + 1);
	}

	/**
	 * A hold or a booking.
	 *
	 * @param tickets how many tickets it has
	 * @param until when it ends, null where it does not
	 */
	public record Share(int tickets, @Nullable Instant until) {

		boolean isLive(Instant now) {
			return this.until == null || now.isBefore(this.until);
		}

	}

}
