package com.ticketly.booking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Slot;

/**
 * Finds the sections of seats that are selected by name.
 */
final class NamedSeats {

	private NamedSeats() {
	}

	/**
	 * Finds the section of seats that are booked together, which must be a single one.
	 */
	static Outcome<CandidateSection> findTogether(Slot slot, SeatingPlan plan, SeatSelection.Named seats) {
		return sections(plan, seats).flatMap((sections) -> {
			List<PlannedSection> found = sections.stream().filter((section) -> section.has(seats.names())).toList();
			return switch (found.size()) {
				case 0 -> refused("seats", "must be seats of one section");
				case 1 -> Outcome.done(candidate(slot, plan, found.getFirst()));
				default -> refused("section", "is required because several sections have these seats");
			};
		});
	}

	/**
	 * Finds the section of each seat.
	 * @return the names of the seats in each section that has some
	 */
	static Outcome<Map<CandidateSection, List<String>>> findEach(Slot slot, SeatingPlan plan,
			SeatSelection.Named seats) {
		return sections(plan, seats).flatMap((sections) -> {
			List<String> ambiguous = seats.names()
				.stream()
				.filter((name) -> having(name, sections).size() > 1)
				.toList();
			if (!ambiguous.isEmpty()) {
				return refused("section",
						"is required because several sections have the seats " + String.join(", ", ambiguous));
			}
			return Outcome.done(seats.names()
				.stream()
				.collect(Collectors.groupingBy((name) -> candidate(slot, plan, having(name, sections).getFirst()),
						LinkedHashMap::new, Collectors.toList())));
		});
	}

	/**
	 * Returns the sections that the selection may refer to, if each seat exists in one of
	 * them.
	 */
	private static Outcome<List<PlannedSection>> sections(SeatingPlan plan, SeatSelection.Named seats) {
		List<PlannedSection> sections = plan.sections()
			.stream()
			.filter((section) -> seats.section() == null || section.isCalled(seats.section()))
			.toList();
		if (sections.isEmpty()) {
			return refused("section", "is not a section of the slot");
		}
		List<String> unknown = seats.names().stream().filter((name) -> having(name, sections).isEmpty()).toList();
		return unknown.isEmpty() ? Outcome.done(sections)
				: refused("seats", "contains names that are not seats of the %s: %s"
					.formatted((seats.section() != null) ? "section" : "slot", String.join(", ", unknown)));
	}

	private static List<PlannedSection> having(String name, List<PlannedSection> sections) {
		return sections.stream().filter((section) -> section.has(List.of(name))).toList();
	}

	private static <T> Outcome<T> refused(String field, String reason) {
		return Outcome.refused(new Rejection.InvalidRequest(field, reason));
	}

	private static CandidateSection candidate(Slot slot, SeatingPlan plan, PlannedSection section) {
		return CandidateSection.of(slot, plan.sections().indexOf(section), section, SeatQuality.ANYWHERE_ACCESSIBLE);
	}

}
