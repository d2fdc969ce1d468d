/**
 * Slots, the sections from which their seats are sold, and their tables.
 */
@NullMarked
package com.ticketly.slot;

import org.jspecify.annotations.NullMarked;
