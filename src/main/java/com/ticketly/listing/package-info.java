/**
 * Everything that is only looked at: slots, seats, tickets, holds, customers and pages of
 * them.
 */
@NullMarked
package com.ticketly.listing;

import org.jspecify.annotations.NullMarked;
