/**
 * Pictures of seating plans, which depend on seats only.
 */
@NullMarked
package com.ticketly.drawing;

import org.jspecify.annotations.NullMarked;
