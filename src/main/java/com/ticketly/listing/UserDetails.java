package com.ticketly.listing;

import com.ticketly.user.CustomerTier;
import com.ticketly.user.User;

/**
 * A customer and the tier of the last twelve months.
 *
 * @param user the customer
 * @param tier the tier
 */
public record UserDetails(User user, CustomerTier tier) {
}
