/**
 * Warming up the JVM before the instance is ready.
 */
@NullMarked
package com.ticketly.warmup;

import org.jspecify.annotations.NullMarked;
