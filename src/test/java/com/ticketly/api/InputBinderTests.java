package com.ticketly.api;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.api.InvalidRequestException.FieldError;
import com.ticketly.slot.Genre;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.PhoneNumbers;
import jakarta.validation.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InputBinderTests {

	private final Locale locale = Locale.getDefault();

	private final JsonMapper mapper = JsonMapper.builder()
		.addModule(new JsonTypes(new TheatreTime(Clock.systemUTC()), new PhoneNumbers("IN")))
		.build();

	@AfterEach
	void restoreLocale() {
		Locale.setDefault(this.locale);
	}

	private Object bind(Class<?> type, String json) {
		InputBinder binder = new InputBinder(this.mapper, Validation.buildDefaultValidatorFactory().getValidator());
		return binder.bind((ObjectNode) this.mapper.readTree(json), Set.of(), type);
	}

	private Map<String, String> errors(Class<?> type, String json) {
		return catchThrowableOfType(InvalidRequestException.class, () -> bind(type, json)).errors()
			.stream()
			.collect(Collectors.toMap(FieldError::field, FieldError::message, (a, b) -> a, LinkedHashMap::new));
	}

	private Map<String, String> planErrors(String plan) {
		return errors(ScheduleInput.class, """
				{"slotName":"A","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","seatingPlan":{"sections":[%s]}}""".formatted(plan));
	}

	@Test
	void namesFieldsByTheirNamesAndInTheOrderOfTheDocumentation() {
		assertThat(errors(BookingInput.class, """
				{"seats":"B4","movieStartTime":"soon","userPhoneNumber":"12","movieName":{}}""")).containsExactly(
				Map.entry("userName", "is required"),
				Map.entry("phoneNumber", "must be a valid phone number, for example +91 96538 64514"),
				Map.entry("seats", "must be an array"), Map.entry("slotName", "must be a string"), Map.entry(
						"startTime", "must be a date and time, for example 2030-11-01 12:22 or 2030-11-01T12:22:00Z"));
	}

	@Test
	void readsAliasesUnlessTheFieldItselfIsGiven() {
		BookingInput input = (BookingInput) bind(BookingInput.class,
				"""
						{"userName":"Ann","userPhoneNumber":9653864514,"ticketSlotId":"x","slotId":"y","numTickets":"3","unknown":{}}""");

		assertThat(input.phoneNumber()).isEqualTo(new PhoneNumber("+919653864514"));
		assertThat(input.slotId()).isEqualTo("y");
		assertThat(input.numTickets()).isEqualTo(3);
	}

	@Test
	void namesAllUnreadableValuesOfAPlan() {
		assertThat(planErrors("""
				{"rows":[{"seats":"x","aisles":["y",1]},{"seats":"z"}]},{"rows":[{"seats":"x"}]}""")).containsOnlyKeys(
				"seatingPlan.sections[0].rows[0].seats", "seatingPlan.sections[0].rows[0].aisles[0]",
				"seatingPlan.sections[0].rows[1].seats", "seatingPlan.sections[1].rows[0].seats");
	}

	@Test
	void namesTheOtherFieldsHoweverManyValuesOfOneAreUnreadable() {
		String rows = IntStream.range(0, 500).mapToObj((i) -> "{\"seats\":\"x\"}").collect(Collectors.joining(","));

		assertThat(errors(ScheduleInput.class,
				"{\"seatingPlan\":{\"sections\":[{\"rows\":[%s]}]},\"genre\":\"x\"}".formatted(rows)))
			.containsKeys("slotName", "genre", "seatingPlan.sections[0].rows[99].seats");
	}

	@Test
	void tellsClientInputAsItIs() {
		assertThat(
				planErrors("{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":1}],\"house\":[\"${1+1}\",\"{max}\"]}"))
			.containsExactly(Map.entry("seatingPlan.sections[0].house",
					"contains names that are not seats of the section: ${1+1}, {MAX}"));
	}

	@Test
	void speaksEnglishWhateverTheLocale() {
		Locale.setDefault(Locale.GERMAN);

		assertThat(errors(SeatsInput.class, "{}")).containsExactly(Map.entry("seats", "is required"));
		assertThat(errors(SeatsInput.class, "{\"seats\":[]}"))
			.containsExactly(Map.entry("seats", "must have between 1 and 500 elements"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"historical fiction\"", "\" HISTORICAL FICTION \"" })
	void readsEnumsWithoutRegardToCase(String genre) {
		assertThat(((OperationInputs.OfGenre) bind(OperationInputs.OfGenre.class, "{\"genre\":%s}".formatted(genre)))
			.genre()).isEqualTo(Genre.HISTORICAL_FICTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "7", "\"7\"", "\"HISTORICAL_FICTION\"", "[]", "true" })
	void readsNoEnumFromAnythingElse(String genre) {
		assertThat(errors(OperationInputs.OfGenre.class, "{\"genre\":%s}".formatted(genre)).get("genre"))
			.startsWith("must be one of Action, Adventure, ");
	}

	@Test
	void reportsTheWholeBodyOnlyIfEveryFieldCanBeRead() {
		assertThat(errors(SlotChangeInput.class, "{\"slotName\":null}")).containsOnlyKeys("body");
		assertThat(errors(SlotChangeInput.class, "{\"genre\":\"x\"}")).containsOnlyKeys("genre");
		assertThat(List.of("{\"slotName\":\"A\"}", "{\"slotDescription\":\"\"}"))
			.allSatisfy((json) -> assertThat(bind(SlotChangeInput.class, json)).isNotNull());
	}

}
