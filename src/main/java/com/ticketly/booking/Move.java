package com.ticketly.booking;

/**
 * A ticket that was moved to another slot.
 *
 * @param made the new ticket, booked
 * @param replaced the old ticket, canceled
 */
public record Move(TicketDetails made, TicketDetails replaced) {
}
