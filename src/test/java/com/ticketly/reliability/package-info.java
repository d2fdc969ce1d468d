/**
 * A random load on several instances with faults between them and DynamoDB, and a check
 * of its history.
 */
@NullMarked
package com.ticketly.reliability;

import org.jspecify.annotations.NullMarked;
