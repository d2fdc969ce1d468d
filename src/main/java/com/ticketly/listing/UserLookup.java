package com.ticketly.listing;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;

import com.ticketly.ticket.BookingId;
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
	 * months that are not canceled.
	 */
	public Optional<UserDetails> user(UserId id) {
		return this.users.find(id).map(this::details);
	}

	private UserDetails details(User user) {
		BookingId first = BookingId.firstAt(ZonedDateTime.now(this.clock).minusMonths(12).toInstant());
		long tickets = this.bookings.ofUser(user.id(), first)
			.mapToLong((booking) -> booking.tickets().size() - booking.count(TicketStatus.CANCELED))
			.sum();
		return new UserDetails(user, this.tiers.tierOf(tickets));
	}

	/**
	 * A customer and the tier of the last twelve months.
	 */
	public record UserDetails(User user, CustomerTier tier) {
	}

}
