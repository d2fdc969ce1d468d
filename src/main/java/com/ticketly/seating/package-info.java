/**
 * Seats, seat layouts, seat maps and the choice of the best seats, without any dependency
 * on other packages.
 */
@NullMarked
package com.ticketly.seating;

import org.jspecify.annotations.NullMarked;
