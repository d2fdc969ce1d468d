/**
 * Admissions at the door: scans of tickets, their log, counts, and what a scanner needs
 * to work offline.
 */
@NullMarked
package com.ticketly.admission;

import org.jspecify.annotations.NullMarked;
