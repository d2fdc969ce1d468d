package com.ticketly.listing;

/**
 * A ticket that was replaced by a new one: rescheduled to another slot, or transferred to
 * another customer.
 *
 * @param replaced the old ticket, canceled
 */
public record Replacement(TicketDetails made, TicketDetails replaced) {
}
