/**
 * What was done for requests with an {@code Idempotency-Key}, so that a repeated request
 * is not done twice.
 */
@NullMarked
package com.ticketly.idempotency;

import org.jspecify.annotations.NullMarked;
