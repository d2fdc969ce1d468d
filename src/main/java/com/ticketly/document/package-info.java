/**
 * Tickets as documents: pages, PDF files, entries of calendars, and images of codes.
 */
@NullMarked
package com.ticketly.document;

import org.jspecify.annotations.NullMarked;
