/**
 * Timed slots, the sections their seats are sold from, and their tables.
 */
@NullMarked
package com.ticketly.slot;

import org.jspecify.annotations.NullMarked;
