package com.ticketly.commit;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.fleet.Fleet;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;

/**
 * Sections that other instances own, as they were last read here. They may be outdated.
 */
final class SectionsElsewhere {

	private static final Duration KEPT = Duration.ofMinutes(30);

	private static final int MAX_SIZE = 10_000;

	private final Fleet fleet;

	private final Cache<SectionKey, Section> sections = Caffeine.newBuilder()
		.maximumSize(MAX_SIZE)
		.expireAfterWrite(KEPT)
		.build();

	SectionsElsewhere(Fleet fleet) {
		this.fleet = fleet;
	}

	Optional<Section> find(SectionKey key) {
		return Optional.ofNullable(this.sections.getIfPresent(key)).filter((section) -> !this.fleet.owns(key));
	}

	void remember(Collection<Section> read) {
		read.stream()
			.filter((section) -> !this.fleet.owns(section.key()))
			.forEach((section) -> this.sections.put(section.key(), section));
	}

}
