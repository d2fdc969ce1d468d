/**
 * Changes caused by time: expiring slots and tickets, closing sections and releasing
 * ended holds.
 */
@NullMarked
package com.ticketly.expiry;

import org.jspecify.annotations.NullMarked;
