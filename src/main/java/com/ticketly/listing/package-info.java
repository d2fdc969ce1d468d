/**
 * Read-only queries of slots, seats, tickets, holds and customers, and pages of their
 * results.
 */
@NullMarked
package com.ticketly.listing;

import org.jspecify.annotations.NullMarked;
