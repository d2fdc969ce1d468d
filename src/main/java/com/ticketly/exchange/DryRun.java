package com.ticketly.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.ticketly.hall.HallId;
import com.ticketly.hall.Occupancy;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import org.jspecify.annotations.Nullable;

/**
 * What earlier rows of an import that writes nothing would have written to halls.
 */
final class DryRun {

	private final Map<HallId, List<Planned>> halls = new HashMap<>();

	/**
	 * Returns which slot, or which line of the file, a slot would overlap; empty if there
	 * is none.
	 * @param stored the stored slots that it overlaps
	 */
	synchronized Optional<String> overlapping(HallId hall, Occupancy occupancy, List<Slot> stored) {
		List<Planned> planned = this.halls.getOrDefault(hall, List.of());
		return planned.stream()
			.filter((other) -> occupancy.overlaps(other.occupancy()))
			.map((other) -> "line " + other.line())
			.findFirst()
			.or(() -> stored.stream()
				// An earlier line may move it.
				.filter((slot) -> planned.stream()
					.noneMatch((other) -> other.occupancy().slot().equals(slot.id().value())))
				.map(DryRun::describe)
				.findFirst());
	}

	private static String describe(Slot slot) {
		return describe(slot.id(), slot.showing().name());
	}

	/**
	 * Returns how a message names a slot.
	 * @param name its name, null while it is about to be written
	 */
	static String describe(SlotId id, @Nullable String name) {
		return "%s \"%s\"".formatted(id, name);
	}

	synchronized void occupy(HallId hall, Occupancy occupancy, int line) {
		this.halls.computeIfAbsent(hall, (_) -> new ArrayList<>()).add(new Planned(line, occupancy));
	}

	private record Planned(int line, Occupancy occupancy) {
	}

}
