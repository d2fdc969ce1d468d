/**
 * Halls: reusable seating plans in versions that never change, and when slots occupy
 * them.
 */
@NullMarked
package com.ticketly.hall;

import org.jspecify.annotations.NullMarked;
