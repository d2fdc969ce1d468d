package com.ticketly.booking;

import com.ticketly.slot.PlannedSection;
import com.ticketly.slot.SectionKey;

/**
 * A section to take seats from.
 *
 * @param section the section
 * @param plan where its seats are
 * @param whole whether only seats of one row will do
 */
record Offer(SectionKey section, PlannedSection plan, boolean whole) {
}
