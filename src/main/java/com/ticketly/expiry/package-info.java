/**
 * What time does: expires slots and tickets, closes sections and releases ended holds.
 */
@NullMarked
package com.ticketly.expiry;

import org.jspecify.annotations.NullMarked;
