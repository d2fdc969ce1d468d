/**
 * Customers, who are identified by name and phone number, and their table.
 */
@NullMarked
package com.ticketly.user;

import org.jspecify.annotations.NullMarked;
