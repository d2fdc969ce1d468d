package com.ticketly.booking;

import com.ticketly.slot.Slot;

/**
 * A slot with what is left of it.
 *
 * @param slot the slot
 * @param seatsLeft how many seats can be sold
 */
public record SlotDetails(Slot slot, int seatsLeft) {
}
