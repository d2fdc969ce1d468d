package com.ticketly.listing;

import com.ticketly.ticket.TicketStatusAt;

/**
 * A ticket as it is now.
 *
 * @param details the ticket and its booking
 * @param statusAt the status of the slot's tickets at the time of the request
 */
public record FoundTicket(TicketDetails details, TicketStatusAt statusAt) {
}
