/**
 * Benchmarks of the packaged service, which runs in separate processes.
 */
@NullMarked
package com.ticketly.benchmark;

import org.jspecify.annotations.NullMarked;
