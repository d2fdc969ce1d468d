package com.ticketly.booking;

import com.ticketly.user.CustomerTier;
import com.ticketly.user.User;

/**
 * A user with the tier of the last twelve months.
 *
 * @param user the user
 * @param tier the tier
 */
public record UserDetails(User user, CustomerTier tier) {
}
