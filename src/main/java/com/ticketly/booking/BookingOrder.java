package com.ticketly.booking;

import com.ticketly.user.PhoneNumber;

/**
 * What a customer wants to book.
 *
 * @param userName the customer's name
 * @param phone the customer's phone number
 * @param slot the slot
 * @param tickets how many tickets, from 1 to
 * {@value com.ticketly.ticket.Booking#MAX_TICKETS}
 */
public record BookingOrder(String userName, PhoneNumber phone, SlotReference slot, int tickets) {
}
