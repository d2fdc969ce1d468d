package com.ticketly.ticket;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.slot.Section;
import com.ticketly.slot.SlotId;
import com.ticketly.user.CustomerKey;
import org.jspecify.annotations.Nullable;

/**
 * The holds and booked tickets of a customer of a slot, as far as they are limited.
 *
 * @param customer the customer, under the name that commands of the version before have
 * for the user
 * @param shares the holds and bookings of the customer that count
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 */
public record CustomerUsage(SlotId slot, @JsonProperty("user") CustomerKey customer, Map<BookingId, Share> shares,
		@Nullable Long purgeAt, long version) implements Versioned<CustomerUsage> {

	public CustomerUsage {
		Map<BookingId, Share> sorted = new TreeMap<>(Comparator.comparing(BookingId::value));
		sorted.putAll(shares);
		shares = sorted;
	}

	/**
	 * Returns the usage of a customer who has nothing of the slot.
	 */
	public static CustomerUsage none(SlotId slot, CustomerKey customer) {
		return new CustomerUsage(slot, customer, Map.of(), null, 0);
	}

	/**
	 * Returns the partition key in the table.
	 */
	public String key() {
		return this.slot + "#" + this.customer;
	}

	/**
	 * Counts the holds that have not ended.
	 */
	public long holds(Instant now) {
		return this.shares.values().stream().filter((share) -> share.until() != null && share.isLive(now)).count();
	}

	/**
	 * Counts the tickets that are held or booked.
	 */
	public int tickets(Instant now) {
		return this.shares.values().stream().filter((share) -> share.isLive(now)).mapToInt(Share::tickets).sum();
	}

	/**
	 * Returns this usage with the current state of a booking, and without ended holds.
	 * @param countsTickets whether booked tickets count, or only holds
	 */
	public CustomerUsage with(Booking booking, boolean countsTickets, Section section, Instant now) {
		Map<BookingId, Share> changed = new HashMap<>(this.shares);
		changed.values().removeIf((share) -> !share.isLive(now));
		Hold hold = booking.hold();
		boolean held = hold != null && hold.statusAt(now) == HoldStatus.HELD;
		int tickets = booking.count(TicketStatus.BOOKED);
		if (held || (countsTickets && booking.isTicketed() && tickets > 0)) {
			changed.put(booking.id(), new Share(tickets, (held && hold != null) ? hold.until() : null));
		}
		else {
			changed.remove(booking.id());
		}
		return new CustomerUsage(this.slot, this.customer, changed, section.purgeAt(), this.version);
	}

	/**
	 * Returns this usage without a booking of the section.
	 */
	public CustomerUsage without(Booking booking, Section section) {
		Map<BookingId, Share> changed = new HashMap<>(this.shares);
		changed.remove(booking.id());
		return new CustomerUsage(this.slot, this.customer, changed, section.purgeAt(), this.version);
	}

	/**
	 * Returns this usage with another time, in seconds since 1970, from which DynamoDB
	 * may delete it.
	 */
	public CustomerUsage keepUntil(@Nullable Long purgeAt) {
		return new CustomerUsage(this.slot, this.customer, this.shares, purgeAt, this.version);
	}

	@Override
	public CustomerUsage nextVersion() {
		return new CustomerUsage(this.slot, this.customer, this.shares, this.purgeAt, this.version + 1);
	}

	/**
	 * A hold or a booking that counts.
	 *
	 * @param until when the hold ends, null for a booking
	 */
	public record Share(int tickets, @Nullable Instant until) {

		boolean isLive(Instant now) {
			return this.until == null || now.isBefore(this.until);
		}

	}

}
