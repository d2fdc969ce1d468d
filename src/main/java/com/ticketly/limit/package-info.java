/**
 * The limits of what one caller may ask for: requests and seats.
 */
@NullMarked
package com.ticketly.limit;

import org.jspecify.annotations.NullMarked;
