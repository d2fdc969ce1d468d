/**
 * The signed codes of tickets, which a door can check without the service, and the keys
 * that sign them.
 */
@NullMarked
package com.ticketly.ticketcode;

import org.jspecify.annotations.NullMarked;
