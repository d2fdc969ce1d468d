/**
 * Files of many slots, tickets and sales: imports and exports.
 */
@NullMarked
package com.ticketly.exchange;

import org.jspecify.annotations.NullMarked;
