package com.ticketly.listing;

import com.ticketly.slot.Slot;

/**
 * A slot and how many of its seats can be sold.
 *
 * @param seatsLeft how many seats can be sold
 */
public record SlotDetails(Slot slot, int seatsLeft) {
}
