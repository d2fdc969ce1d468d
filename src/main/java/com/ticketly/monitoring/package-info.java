/**
 * Export of metrics and traces.
 */
@NullMarked
package com.ticketly.monitoring;

import org.jspecify.annotations.NullMarked;
