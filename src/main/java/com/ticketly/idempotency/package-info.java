/**
 * Records of requests with an {@code Idempotency-Key}, so that a repeated request has no
 * second effect.
 */
@NullMarked
package com.ticketly.idempotency;

import org.jspecify.annotations.NullMarked;
