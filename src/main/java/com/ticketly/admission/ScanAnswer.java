package com.ticketly.admission;

import java.time.Instant;
import java.util.List;

import com.ticketly.seating.Seat;
import com.ticketly.slot.Slot;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a scan.
 *
 * @param related the scans to which the outcome refers
 * @param section the name of the section, empty if it has none or is not known
 * @param seat the seat, null if the slot has no such ticket
 * @param otherSlot the slot of the ticket, null unless it is another one
 * @param opensAt when the doors open
 */
record ScanAnswer(RecordedScan scan, List<RecordedScan> related, String section, @Nullable Seat seat,
		@Nullable Slot otherSlot, Instant opensAt) {
}
