package com.ticketly.exchange;

import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.input.ZonedTime;
import com.ticketly.slot.Section;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotStatus;
import org.jspecify.annotations.Nullable;

/**
 * How many seats of a slot are sold, in a file. The seats that are sold, held, blocked
 * and free are its capacity.
 *
 * @param externalId its id in the system from which it was imported; absent if it was not
 * @param sold the seats with a ticket; those of a canceled slot had one
 * @param blocked the seats that are not for sale
 * @param admitted the seats whose customers have been let in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlotSales(String slotId, @Nullable String externalId, String slotName, ZonedTime startTime,
		SlotStatus slotStatus, int capacity, int sold, int held, int blocked, int free, int admitted) {

	static final List<String> COLUMNS = List.of("slotId", "externalId", "slotName", "startTime", "slotStatus",
			"capacity", "sold", "held", "blocked", "free", "admitted");

	/**
	 * Counts the seats of a slot.
	 * @param sections its sections at a time
	 */
	static SlotSales of(Slot slot, List<Section> sections, Instant now) {
		int sold = sum(sections, (section) -> section.seats().booked().size());
		int taken = sum(sections, (section) -> section.seats().taken().size());
		int free = sum(sections, (section) -> section.seats().left());
		int capacity = slot.capacity().seats();
		return new SlotSales(slot.id().value(), slot.showing().externalId(), slot.showing().name(),
				ZonedTime.of(slot.showing().start(), slot.showing()), slot.statusAt(now), capacity, sold, taken - sold,
				capacity - taken - free, free, sum(sections, (section) -> section.door().admitted().size()));
	}

	private static int sum(List<Section> sections, ToIntFunction<Section> count) {
		return sections.stream().mapToInt(count).sum();
	}

}
