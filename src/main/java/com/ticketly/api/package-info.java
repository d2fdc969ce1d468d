/**
 * The HTTP API: REST resources, the operations of the original system, their input and
 * views.
 */
@NullMarked
package com.ticketly.api;

import org.jspecify.annotations.NullMarked;
