/**
 * The use cases of tickets and holds, operators' changes of slots, and the commands that
 * carry them out.
 */
@NullMarked
package com.ticketly.booking;

import org.jspecify.annotations.NullMarked;
