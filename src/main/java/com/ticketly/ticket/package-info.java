/**
 * Bookings with their tickets, holds, customer usage, and their table.
 */
@NullMarked
package com.ticketly.ticket;

import org.jspecify.annotations.NullMarked;
