package com.ticketly.listing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.Optional;

import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.CustomerTier;
import com.ticketly.user.TierProperties;
import com.ticketly.user.User;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;

import org.springframework.stereotype.Component;

/**
 * Finds customers.
 */
@Component
public class UserLookup {

	/**
	 * How often as many bookings are read at most as the tier platinum requires tickets.
	 * Canceled tickets do not count, so one page may not be enough.
	 */
	private static final int MAX_PAGES = 4;

	/**
	 * The minimum number of bookings of a page.
	 */
	private static final int MIN_PAGE_SIZE = 25;

	private final Clock clock;

	private final TierProperties tiers;

	private final Users users;

	private final Bookings bookings;

	UserLookup(Clock clock, TierProperties tiers, Users users, Bookings bookings) {
		this.clock = clock;
		this.tiers = tiers;
		this.users = users;
		this.bookings = bookings;
	}

	/**
	 * Finds a customer, with the tier that follows from the tickets of the last twelve
	 * months that are not canceled. The newest bookings count first.
	 */
	public Optional<UserDetails> user(UserId id) {
		return this.users.find(id).map(this::details);
	}

	private UserDetails details(User user) {
		Instant since = ZonedDateTime.now(this.clock).minusMonths(12).toInstant();
		int pageSize = Math.max(MIN_PAGE_SIZE, this.tiers.platinum());
		Iterator<Booking> bookings = this.bookings.newest(user.id(), since, pageSize, MAX_PAGES * pageSize).iterator();
		long tickets = 0;
		while (tickets < this.tiers.platinum() && bookings.hasNext()) {
			Booking booking = bookings.next();
			tickets += booking.tickets().size() - booking.count(TicketStatus.CANCELED);
		}
		return new UserDetails(user, this.tiers.tierOf(tickets));
	}

	/**
	 * A customer and the tier of the last twelve months.
	 */
	public record UserDetails(User user, CustomerTier tier) {
	}

}
