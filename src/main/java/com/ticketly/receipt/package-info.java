/**
 * Receipts of requests, by which the same request is answered the same again.
 */
@NullMarked
package com.ticketly.receipt;

import org.jspecify.annotations.NullMarked;
