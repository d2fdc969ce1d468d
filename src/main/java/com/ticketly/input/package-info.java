/**
 * The input of operations: reads bodies and parameters, validates them, and reports all
 * wrong fields at once.
 */
@NullMarked
package com.ticketly.input;

import org.jspecify.annotations.NullMarked;
