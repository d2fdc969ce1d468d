/**
 * What customers and operators do with tickets, and the queues that commit it in groups.
 */
@NullMarked
package com.ticketly.booking;

import org.jspecify.annotations.NullMarked;
