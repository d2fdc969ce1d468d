/**
 * Slots for calendars and search engines.
 */
@NullMarked
package com.ticketly.feed;

import org.jspecify.annotations.NullMarked;
