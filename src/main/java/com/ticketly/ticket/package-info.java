/**
 * Tickets, the bookings that hold them, and their table.
 */
@NullMarked
package com.ticketly.ticket;

import org.jspecify.annotations.NullMarked;
