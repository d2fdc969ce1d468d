package com.ticketly.booking;

/**
 * What an expiry run did.
 *
 * @param slots how many slots it expired
 * @param tickets how many tickets it expired
 */
public record ExpiryReport(int slots, int tickets) {
}
