/**
 * The HTTP API: REST resources, the operations of the original system, input, views and
 * problems.
 */
@NullMarked
package com.ticketly.api;

import org.jspecify.annotations.NullMarked;
