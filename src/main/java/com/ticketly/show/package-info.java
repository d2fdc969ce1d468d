/**
 * Shows: titles with many slots, their changes, and their items in the table of halls.
 */
@NullMarked
package com.ticketly.show;

import org.jspecify.annotations.NullMarked;
