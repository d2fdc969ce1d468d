/**
 * The API of shows.
 */
@NullMarked
package com.ticketly.season;

import org.jspecify.annotations.NullMarked;
