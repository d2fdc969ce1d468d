package com.ticketly.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatSymbol;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A seating plan to schedule a slot with.
 *
 * @param sections the parts of the hall
 */
@Schema(name = "SeatingPlan")
record SeatingPlanInput(@NotEmpty(message = Messages.MISSING) @Size(max = SeatingPlan.MAX_SECTIONS,
		message = "must be at most {max}") @Nullable List<@Valid @NotNull(
				message = Messages.MISSING) SectionInput> sections) {

	/**
	 * Checks what its fields say together, as far as they are valid.
	 * @param path how the client calls this plan
	 */
	List<FieldError> crossCheck(String path) {
		List<FieldError> errors = new ArrayList<>();
		Set<String> names = new TreeSet<>(PlannedSection.NAMES);
		for (int i = 0; i < sectionsOrNone().size(); i++) {
			SectionInput section = sectionsOrNone().get(i);
			if (section != null) {
				String sectionPath = "%s.sections[%d]".formatted(path, i);
				if (section.name() != null && !names.add(section.name().strip())) {
					errors.add(new FieldError(sectionPath + ".name", "must not be the name of another section"));
				}
				section.crossCheck(sectionPath, errors);
			}
		}
		return errors;
	}

	private List<SectionInput> sectionsOrNone() {
		return Objects.requireNonNullElse(this.sections, List.of());
	}

	SeatingPlan toPlan() {
		return new SeatingPlan(sectionsOrNone().stream().map(SectionInput::toSection).toList());
	}

	/**
	 * A part of the hall.
	 *
	 * @param name what customers call it
	 * @param rows its rows, from the front
	 * @param accessible the seats that can be reached in a wheelchair
	 * @param house the seats that the house keeps for itself
	 */
	@Schema(name = "SeatingPlanSection")
	record SectionInput(@Schema(example = "Stalls") @NotNull(message = Messages.MISSING) @Text @Nullable String name,
			@NotEmpty(message = Messages.MISSING) @Size(max = Section.MAX_SEATS,
					message = "must be at most {max}") @Nullable List<@Valid @NotNull(
							message = Messages.MISSING) RowInput> rows,
			@Schema(example = "[\"A1\"]") @Nullable List<@NotNull(message = Messages.MISSING) @Text(
					max = SeatNames.MAX_LENGTH) String> accessible,
			@Schema(example = "[\"B2\"]") @Nullable List<@NotNull(message = Messages.MISSING) @Text(
					max = SeatNames.MAX_LENGTH) String> house) {

		private void crossCheck(String path, List<FieldError> errors) {
			Set<String> letters = new HashSet<>();
			for (int i = 0; i < rowsOrNone().size(); i++) {
				RowInput row = rowsOrNone().get(i);
				if (row != null) {
					row.crossCheck("%s.rows[%d]".formatted(path, i), letters, errors);
				}
			}
			boolean hasAllRows = !rowsOrNone().isEmpty()
					&& rowsOrNone().stream().allMatch((row) -> row != null && row.hasSeats());
			boolean fits = !hasAllRows || rowsOrNone().stream().mapToLong(RowInput::count).sum() <= Section.MAX_SEATS;
			if (!fits) {
				errors.add(new FieldError(path + ".rows",
						"must have at most %d seats together".formatted(Section.MAX_SEATS)));
			}
			Set<String> seats = (hasAllRows && fits)
					? rowsOrNone().stream().flatMap((row) -> row.names().stream()).collect(Collectors.toSet()) : null;
			checkNames(path + ".accessible", this.accessible, seats, errors);
			checkNames(path + ".house", this.house, seats, errors);
		}

		/**
		 * Checks the names of seats.
		 * @param seats those of the section, null where they are not known
		 */
		private static void checkNames(String path, @Nullable List<String> named, @Nullable Set<String> seats,
				List<FieldError> errors) {
			List<String> names = SeatNames.normalize(named);
			String missing = names.stream()
				.filter((name) -> seats != null && !seats.contains(name))
				.collect(Collectors.joining(", "));
			if (!missing.isEmpty()) {
				errors.add(new FieldError(path, "must be seats of the section, but these are not: " + missing));
			}
			else if (names.size() > Set.copyOf(names).size()) {
				errors.add(new FieldError(path, SeatNames.DIFFERENT));
			}
		}

		private List<RowInput> rowsOrNone() {
			return Objects.requireNonNullElse(this.rows, List.of());
		}

		private PlannedSection toSection() {
			Set<String> accessible = Set.copyOf(SeatNames.normalize(this.accessible));
			Set<String> house = Set.copyOf(SeatNames.normalize(this.house));
			List<String> drawing = rowsOrNone().stream()
				.flatMap((row) -> row.letters().stream().map((letters) -> row.draw(letters, accessible, house)))
				.toList();
			return new PlannedSection(Objects.requireNonNull(this.name).strip(), SeatLayout.parse(drawing));
		}

	}

	/**
	 * A row, or several alike.
	 *
	 * @param row its letters, or a range of them
	 * @param seats how many seats it has
	 * @param aisles the seats that have an aisle on their right
	 */
	@Schema(name = "SeatingPlanRow")
	record RowInput(@Schema(example = "A-F") @NotNull(message = Messages.MISSING) @Nullable String row,
			@Schema(example = "12") @NotNull(message = Messages.MISSING) @Min(value = 1,
					message = SEATS) @Max(value = Section.MAX_SEATS, message = SEATS) @Nullable Integer seats,
			@Schema(example = "[4, 8]") @Nullable List<@NotNull(message = Messages.MISSING) Integer> aisles) {

		private static final String SEATS = "must be from 1 to " + Section.MAX_SEATS;

		private static final Pattern RANGE = Pattern.compile("([A-Za-z]{1,2})(?:\\s*-\\s*([A-Za-z]{1,2}))?");

		/**
		 * Checks what its fields say together.
		 * @param letters those of the rows before, to which its own are added
		 */
		private void crossCheck(String path, Set<String> letters, List<FieldError> errors) {
			if (this.row != null && letters().isEmpty()) {
				errors.add(new FieldError(path + ".row", "must be one or two letters, A to Z, or a range like A-F"));
			}
			else if (!letters().stream().allMatch(letters::add)) {
				errors.add(new FieldError(path + ".row", "must not be a row that is given already"));
			}
			List<Integer> aisles = aislesOrNone().stream().filter(Objects::nonNull).toList();
			if (aisles.stream().anyMatch((aisle) -> aisle < 1 || (this.seats != null && aisle >= this.seats))) {
				errors.add(new FieldError(path + ".aisles", "must be seats of the row, but not the last one"));
			}
			else if (aisles.size() > Set.copyOf(aisles).size()) {
				errors.add(new FieldError(path + ".aisles", SeatNames.DIFFERENT));
			}
		}

		/**
		 * Returns whether its letters and the number of its seats are valid.
		 */
		private boolean hasSeats() {
			return !letters().isEmpty() && this.seats != null && this.seats >= 1 && this.seats <= Section.MAX_SEATS;
		}

		private long count() {
			return (long) letters().size() * Objects.requireNonNull(this.seats);
		}

		/**
		 * Returns the letters of the rows, none where they cannot be read.
		 */
		private List<String> letters() {
			Matcher range = RANGE.matcher(Objects.requireNonNullElse(this.row, "").strip());
			if (!range.matches()) {
				return List.of();
			}
			int last = number(Optional.ofNullable(range.group(2)).orElse(range.group(1)));
			return IntStream.rangeClosed(number(range.group(1)), last).mapToObj(RowInput::letters).toList();
		}

		/**
		 * Counts A to Z and AA to ZZ, from 1.
		 */
		private static int number(String letters) {
			return letters.toUpperCase(Locale.ROOT)
				.chars()
				.reduce(0, (number, letter) -> 26 * number + letter - 'A' + 1);
		}

		private static String letters(int number) {
			return ((number > 26) ? letters((number - 1) / 26) : "") + (char) ('A' + (number - 1) % 26);
		}

		private List<Integer> aislesOrNone() {
			return Objects.requireNonNullElse(this.aisles, List.of());
		}

		private List<String> names() {
			return letters().stream().flatMap(this::names).toList();
		}

		private Stream<String> names(String letters) {
			return IntStream.rangeClosed(1, Objects.requireNonNull(this.seats)).mapToObj((no) -> letters + no);
		}

		private String draw(String letters, Set<String> accessible, Set<String> house) {
			StringBuilder drawing = new StringBuilder(letters).append(' ');
			for (int no = 1; no <= Objects.requireNonNull(this.seats); no++) {
				drawing.append(SeatSymbol.of(accessible.contains(letters + no), house.contains(letters + no)));
				if (aislesOrNone().contains(no)) {
					drawing.append(SeatSymbol.AISLE);
				}
			}
			return drawing.toString();
		}

	}

}
