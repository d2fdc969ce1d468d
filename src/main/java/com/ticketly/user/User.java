package com.ticketly.user;

import java.time.Instant;

/**
 * A customer.
 *
 * @param id its name in the tables
 * @param name the customer's name
 * @param phone the customer's phone number
 * @param registeredAt when the customer first booked
 */
public record User(UserId id, String name, PhoneNumber phone, Instant registeredAt) {
}
