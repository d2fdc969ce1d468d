package com.ticketly.booking;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.SectionKey;

/**
 * A section to take seats from.
 *
 * @param section the section
 * @param edition the slot's edition that the customer is sold
 * @param plan where its seats are
 * @param fit how well its seats have to suit, where the best ones are wanted
 */
record Offer(SectionKey section, long edition, PlannedSection plan, SeatQuality fit) {
}
