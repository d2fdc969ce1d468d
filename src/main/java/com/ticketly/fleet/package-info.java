/**
 * Which instances are alive, which of them owns a section, and how they send each other
 * messages.
 */
@NullMarked
package com.ticketly.fleet;

import org.jspecify.annotations.NullMarked;
