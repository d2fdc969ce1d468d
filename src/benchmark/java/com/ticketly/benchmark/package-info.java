/**
 * Measures the service, in processes of its own.
 */
@NullMarked
package com.ticketly.benchmark;

import org.jspecify.annotations.NullMarked;
