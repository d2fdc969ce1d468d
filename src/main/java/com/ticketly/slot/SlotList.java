package com.ticketly.slot;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Slots ordered by start, then id, read lazily as the stream is consumed.
 *
 * @param next the position after which more slots may follow once all of these are read,
 * null if there are no more
 */
public record SlotList(Stream<Slot> slots, @Nullable SlotPosition next) {
}
