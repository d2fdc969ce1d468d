/**
 * What a theater shows: the API of its halls.
 */
@NullMarked
package com.ticketly.programme;

import org.jspecify.annotations.NullMarked;
