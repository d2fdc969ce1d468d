/**
 * Ticketly sells tickets for timed slots: this package starts it.
 */
@NullMarked
package com.ticketly;

import org.jspecify.annotations.NullMarked;
