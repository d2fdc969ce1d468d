package com.ticketly.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the slots of rows by their external ids. An export contains the id of a slot that
 * has no external id, so that one is found by it as well.
 */
@Component
record SlotLookup(Slots slots) {

	/**
	 * Finds the slot of a row.
	 */
	Found find(String externalId) {
		Optional<SlotId> id = this.slots.withExternalId(externalId);
		Optional<Slot> slot = id.or(() -> SlotId.parse(externalId)).flatMap(this.slots::read);
		return new Found(id.orElse(null), slot.orElse(null));
	}

	/**
	 * Finds the slots of many rows by two reads.
	 * @param externalIds up to {@value Slots#MAX_READ} ids
	 */
	Map<String, Found> findAll(Collection<String> externalIds) {
		Map<String, SlotId> ids = this.slots.withExternalIds(externalIds);
		Set<SlotId> candidates = new HashSet<>(ids.values());
		externalIds.stream()
			.filter((id) -> !ids.containsKey(id))
			.map(SlotId::parse)
			.forEach((id) -> id.ifPresent(candidates::add));
		Map<SlotId, Slot> stored = this.slots.readAll(candidates);
		Map<String, Found> found = new HashMap<>();
		externalIds.forEach((externalId) -> {
			SlotId id = ids.get(externalId);
			Slot slot = (id != null) ? stored.get(id) : SlotId.parse(externalId).map(stored::get).orElse(null);
			found.put(externalId, new Found(id, slot));
		});
		return found;
	}

	/**
	 * What is stored of a row.
	 *
	 * @param id the slot that has the external id, also if it is deleted; null if there
	 * is none
	 * @param slot the slot of the row, null if there is none
	 */
	record Found(@Nullable SlotId id, @Nullable Slot slot) {
	}

}
