package com.ticketly.user;

import java.time.Instant;

/**
 * A customer.
 *
 * @param name the customer's name
 * @param phone the customer's phone number
 * @param registeredAt when the customer first booked, truncated to milliseconds
 */
public record User(UserId id, String name, PhoneNumber phone, Instant registeredAt) {
}
