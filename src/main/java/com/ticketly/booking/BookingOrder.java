package com.ticketly.booking;

import com.ticketly.user.PhoneNumber;

/**
 * What a customer wants to book.
 *
 * @param userName the customer's name
 * @param phone the customer's phone number
 * @param slot the slot
 * @param seats which seats
 */
public record BookingOrder(String userName, PhoneNumber phone, SlotReference slot, SeatWish seats) {
}
