package com.ticketly.programme;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.input.FieldRules;
import com.ticketly.input.SeatNames;
import com.ticketly.input.Text;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The seating plan of a slot to schedule.
 *
 * @param sections the sections, from 1 to {@value SeatingPlan#MAX_SECTIONS}
 */
@Schema(name = "SeatingPlan")
public record SeatingPlanInput(
		@NotNull @Size(min = 1, max = SeatingPlan.MAX_SECTIONS) @Nullable List<@NotNull SectionInput> sections)
		implements
			FieldRules {

	@Override
	public void check(Violations violations) {
		Set<String> names = new TreeSet<>(PlannedSection.NAMES);
		for (int i = 0; i < sectionsOrNone().size(); i++) {
			SectionInput section = sectionsOrNone().get(i);
			if (section != null && section.name() != null && !names.add(section.name())) {
				violations.add("sections[%d].name".formatted(i), "must differ from the names of other sections");
			}
		}
	}

	private List<SectionInput> sectionsOrNone() {
		return Objects.requireNonNullElse(this.sections, List.of());
	}

	/**
	 * Returns a plan in a response.
	 */
	public static SeatingPlanInput of(SeatingPlan plan) {
		return new SeatingPlanInput(plan.sections().stream().map(SectionInput::of).toList());
	}

	/**
	 * Returns the plan. Requires that the input is valid.
	 */
	public SeatingPlan toPlan() {
		return new SeatingPlan(sectionsOrNone().stream().map(SectionInput::toSection).toList());
	}

	/**
	 * A section of a seating plan. Its rows have at most {@value Section#MAX_SEATS} seats
	 * in total.
	 *
	 * @param name the name for customers
	 * @param rows the rows, the front row first
	 * @param accessible the names of the wheelchair-accessible seats
	 * @param house the names of the seats that are not for sale at first
	 */
	@Schema(name = "SeatingPlanSection")
	@JsonInclude(JsonInclude.Include.NON_EMPTY)
	record SectionInput(@NotNull @Text @Nullable String name,
			@NotNull @Size(min = 1, max = Section.MAX_SEATS) @Nullable List<@NotNull SeatRowInput> rows,
			@Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> accessible,
			@Nullable List<@NotNull @Text(max = SeatNames.MAX_LENGTH) String> house) implements FieldRules {

		/**
		 * The maximum number of names in an error.
		 */
		private static final int MAX_UNKNOWN = 20;

		@Override
		public void check(Violations violations) {
			Set<String> letters = new HashSet<>();
			for (int i = 0; i < rowsOrNone().size(); i++) {
				SeatRowInput row = rowsOrNone().get(i);
				if (row != null && !row.letters().stream().allMatch(letters::add)) {
					violations.add("rows[%d].row".formatted(i), "must not repeat another row");
				}
			}
			checkSeats(violations);
		}

		private void checkSeats(Violations violations) {
			boolean complete = !rowsOrNone().isEmpty()
					&& rowsOrNone().stream().allMatch((row) -> row != null && row.hasSeats());
			List<String> seats = complete
					? rowsOrNone().stream().flatMap(SeatRowInput::seatNames).limit(Section.MAX_SEATS + 1).toList()
					: List.of();
			boolean tooMany = seats.size() > Section.MAX_SEATS;
			if (tooMany) {
				violations.add("rows", "must have at most %d seats in total".formatted(Section.MAX_SEATS));
			}
			Set<String> known = (complete && !tooMany) ? Set.copyOf(seats) : null;
			checkNames("accessible", this.accessible, known, violations);
			checkNames("house", this.house, known, violations);
		}

		/**
		 * Checks names of seats.
		 * @param seats the seats of the section, or null if they are not known
		 */
		private static void checkNames(String field, @Nullable List<String> names, @Nullable Set<String> seats,
				Violations violations) {
			String unknown = SeatNames.normalize(names)
				.stream()
				.filter((name) -> seats != null && !seats.contains(name) && name.length() <= SeatNames.MAX_LENGTH)
				.limit(MAX_UNKNOWN)
				.collect(Collectors.joining(", "));
			if (!unknown.isEmpty()) {
				violations.add(field, "contains names that are not seats of the section: " + unknown);
			}
			else if (SeatNames.hasDuplicates(names)) {
				violations.add(field, SeatNames.DUPLICATES);
			}
		}

		private List<SeatRowInput> rowsOrNone() {
			return Objects.requireNonNullElse(this.rows, List.of());
		}

		private static SectionInput of(PlannedSection section) {
			SeatLayout layout = section.layout();
			return new SectionInput(section.name(), SeatRowInput.of(layout.rows()),
					layout.accessible().stream().map(layout::name).toList(),
					layout.house().stream().map(layout::name).toList());
		}

		private PlannedSection toSection() {
			Set<String> accessible = Set.copyOf(SeatNames.normalize(this.accessible));
			Set<String> house = Set.copyOf(SeatNames.normalize(this.house));
			return new PlannedSection(Objects.requireNonNull(this.name),
					SeatLayout.parse(rowsOrNone().stream().flatMap((row) -> row.draw(accessible, house)).toList()));
		}

	}

}
