package com.ticketly.booking;

import com.ticketly.listing.TicketDetails;

/**
 * A ticket that was moved to another slot.
 *
 * @param replaced the old ticket, canceled
 */
public record Move(TicketDetails made, TicketDetails replaced) {
}
