package com.ticketly.booking;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.SectionKey;

/**
 * A section that a purchase takes its seats from if it can.
 *
 * @param key the section
 * @param edition the edition of the slot that the customer was shown
 * @param plan the seating plan of the section
 * @param quality the minimum quality of seats that are chosen for the customer
 */
record CandidateSection(SectionKey key, long edition, PlannedSection plan, SeatQuality quality) {
}
