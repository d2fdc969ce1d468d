/**
 * Where metrics and traces go.
 */
@NullMarked
package com.ticketly.monitoring;

import org.jspecify.annotations.NullMarked;
