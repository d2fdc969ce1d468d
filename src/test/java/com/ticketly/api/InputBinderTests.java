package com.ticketly.api;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.api.OperationInputs.BookTicket;
import com.ticketly.api.OperationInputs.OfGenre;
import com.ticketly.api.OperationInputs.TicketReference;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.InvalidRequestException.FieldError;
import com.ticketly.input.InputBinding;
import com.ticketly.input.InputBinding.Source;
import com.ticketly.slot.Genre;
import com.ticketly.user.PhoneNumber;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InputBinderTests {

	private final Locale locale = Locale.getDefault();

	private final InputBinding binding = new InputBinding("IN", ZoneOffset.UTC);

	private final JsonMapper mapper = this.binding.mapper();

	@AfterEach
	void restoreLocale() {
		Locale.setDefault(this.locale);
	}

	private Object bind(Class<?> type, String body) {
		return bind(type, Source.BODY, body, "{}");
	}

	private Object bind(Class<?> type, Source source, String body, String parameters) {
		return this.binding.bind(type, source, (ObjectNode) this.mapper.readTree(body),
				(ObjectNode) this.mapper.readTree(parameters));
	}

	private Map<String, String> errors(Class<?> type, String body) {
		return errors(type, Source.BODY, body, "{}");
	}

	private Map<String, String> errors(Class<?> type, Source source, String body, String parameters) {
		return catchThrowableOfType(InvalidRequestException.class, () -> bind(type, source, body, parameters)).errors()
			.stream()
			.collect(Collectors.toMap(FieldError::field, FieldError::message, (a, b) -> a, LinkedHashMap::new));
	}

	private Map<String, String> planErrors(String plan) {
		return planErrors(Source.BODY, plan);
	}

	private Map<String, String> planErrors(Source source, String plan) {
		return errors(ScheduleInput.class, source, """
				{"slotName":"A","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
				"slotType":"Movie","genre":"Action","seatingPlan":{"sections":[%s]}}""".formatted(plan), "{}");
	}

	@Test
	void namesFieldsByTheirNamesAndInTheOrderOfTheDocumentation() {
		assertThat(errors(BookingInput.class, """
				{"seats":"B4","movieStartTime":"soon","userPhoneNumber":"12","movieName":{}}""")).containsExactly(
				Map.entry("userName", "is required"),
				Map.entry("phoneNumber",
						"must be a valid phone number without an extension, for example +91 96538 64514"),
				Map.entry("seats", "must be an array"), Map.entry("slotName", "must be a string"), Map.entry(
						"startTime", "must be a date and time, for example 2030-11-01 12:22 or 2030-11-01T12:22:00Z"));
	}

	@Test
	void readsAliases() {
		BookingInput input = (BookingInput) bind(BookingInput.class, """
				{"userName":"Ann","userPhoneNumber":"9653864514","phoneNumber":null,"ticketSlotId":"x","slotId":"x",
				"numTickets":3}""");

		assertThat(input.phoneNumber()).isEqualTo(new PhoneNumber("+919653864514"));
		assertThat(input.slotId()).isEqualTo("x");
	}

	@ParameterizedTest
	@CsvSource({ "phoneNumber, phoneNumber, userPhoneNumber", "slotId, slotId, newSlotId",
			"slotId, slotId, ticketSlotId", "slotId, newSlotId, ticketSlotId", "slotName, slotName, movieName",
			"slotName, slotName, newMovie", "slotName, newMovie, movieName", "startTime, startTime, newStartTime",
			"startTime, startTime, movieStartTime", "startTime, newStartTime, movieStartTime" })
	void refusesDifferentValuesUnderTwoNames(String field, String name, String alias) {
		Class<?> type = field.equals("phoneNumber") ? BookingInput.class : SlotReferenceInput.class;

		assertThat(errors(type, "{\"%s\":\"2030-11-01 12:22\",\"%s\":\"2030-11-01 12:23\"}".formatted(name, alias)))
			.containsEntry(field, "must not differ between %s and %s".formatted(name, alias));
	}

	@ParameterizedTest
	@CsvSource({ "phoneNumber, userPhoneNumber", "slotId, ticketSlotId" })
	void refusesANumberUnderOneNameAndItsTextUnderTheOther(String name, String alias) {
		assertThat(errors(BookingInput.class, "{\"%s\":\"9653864514\",\"%s\":9653864514}".formatted(name, alias)))
			.containsEntry(name, "must not differ between %s and %s".formatted(name, alias));
	}

	@Test
	void refusesDifferentValuesInTheBodyAndTheParametersOfAnOriginalOperation() {
		assertThat(errors(TicketReference.class, Source.ANY, "{\"ticketId\":\"a\"}", "{\"ticketId\":\"b\"}"))
			.containsExactly(Map.entry("ticketId", "must not differ between the body and the parameters"));
		assertThat(bind(TicketReference.class, Source.ANY, "{\"ticketId\":7}", "{\"ticketId\":\"7\",\"x\":\"1\"}"))
			.isEqualTo(new TicketReference("7"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "true", "7", "-7", "1e400", "1.5", "123456789012345678901234567890", "{}", "[]", "[\"x\"]" })
	void readsATextOnlyFromAString(String value) {
		String booking = """
				{"userName":%1$s,"phoneNumber":%1$s,"section":%1$s,"seats":[%1$s,"A1"],"slotName":%1$s,
				"startTime":%1$s}""".formatted(value);

		assertThat(errors(BookingInput.class, booking)).containsKeys("userName", "phoneNumber", "section", "seats[0]",
				"slotName", "startTime");
		assertThat(errors(BookingInput.class, "{\"slotId\":%s}".formatted(value))).containsEntry("slotId",
				"must be a string");
		assertThat(errors(SlotChangeInput.class, "{\"slotDescription\":%s}".formatted(value)))
			.containsExactly(Map.entry("slotDescription", "must be a string"));
		assertThat(errors(SlotChangeInput.Cancellation.class, "{\"reason\":%s}".formatted(value)))
			.containsExactly(Map.entry("reason", "must be a string"));
		assertThat(planErrors("{\"name\":%s}".formatted(value)))
			.containsExactly(Map.entry("seatingPlan.sections[0].name", "must be a string"));
		assertThat(planErrors("{\"rows\":[{\"row\":%s}]}".formatted(value)))
			.containsExactly(Map.entry("seatingPlan.sections[0].rows[0].row", "must be a string"));
		assertThat(planErrors("{\"house\":[%s]}".formatted(value)))
			.containsExactly(Map.entry("seatingPlan.sections[0].house[0]", "must be a string"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "-7", "1e400", "1e3", "1.5", "123456789012345678901234567890" })
	void readsATextOfAnOriginalOperationFromNoOtherValueThanDigits(String value) {
		assertThat(errors(BookTicket.class, Source.ANY,
				"""
						{"userName":%1$s,"userPhoneNumber":%1$s,"movieName":%1$s,"movieStartTime":%1$s,"numTickets":1}"""
					.formatted(value),
				"{}"))
			.containsOnlyKeys("userName", "userPhoneNumber", "movieName", "movieStartTime");
		assertThat(errors(TicketReference.class, Source.ANY, "{\"ticketId\":%s}".formatted(value), "{}"))
			.containsExactly(Map.entry("ticketId", "must be a string"));
	}

	@Test
	void readsDigitsAsTextAndTextAsDigitsInOriginalOperations() {
		BookTicket input = (BookTicket) bind(BookTicket.class, Source.ANY, """
				{"userName":"Ann","userPhoneNumber":9653864514,"movieName":1917,"movieStartTime":"2030-11-01 12:22",
				"numTickets":" 3 ","unknown":{}}""", "{}");

		assertThat(input.userPhoneNumber()).isEqualTo(new PhoneNumber("+919653864514"));
		assertThat(input.movieName()).isEqualTo("1917");
		assertThat(input.numTickets()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "3, 3", "3.0, 3", "1e0, 1", "10.00e-1, 1" })
	void readsNumbersThatAreIntegersByJsonSchema(String json, int number) {
		assertThat(((BookingInput) bind(BookingInput.class, """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"x","numTickets":%s}""".formatted(json)))
			.numTickets()).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"3\"", "\"\"", "1.5", "1e400", "1e999999999999", "-1e-5", "true", "[]", "{}" })
	void readsNoOtherValueAsAnInteger(String json) {
		assertThat(errors(BookingInput.class, "{\"numTickets\":%s}".formatted(json))).containsEntry("numTickets",
				"must be an integer");
		assertThat(planErrors("{\"rows\":[{\"seats\":%1$s,\"aisles\":[%1$s]}]}".formatted(json)))
			.containsOnlyKeys("seatingPlan.sections[0].rows[0].seats", "seatingPlan.sections[0].rows[0].aisles[0]");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "11", "0", "-1", "99999999999", "-99999999999", "123456789012345678901234567890", "1e100" })
	void saysTheLimitsOfIntegers(String json) {
		assertThat(errors(BookingInput.class, "{\"numTickets\":%s}".formatted(json))).containsEntry("numTickets",
				"must be between 1 and 10");
	}

	@Test
	void refusesParametersWithTooManyDigits() {
		assertThat(errors(PageInput.class, Source.PARAMETERS, "{}", "{\"limit\":\"%s\"}".formatted("1".repeat(5000))))
			.containsExactly(Map.entry("limit", "must be an integer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e2", "+5", "5.0", "0x5", "\u0665", "\uFF15", "5,0", "1_0", "" })
	void readsParametersAsIntegersOnlyIfTheyAreDigits(String limit) {
		assertThat(errors(PageInput.class, Source.PARAMETERS, "{}", "{\"limit\":\"%s\"}".formatted(limit)))
			.containsExactly(Map.entry("limit", "must be an integer"));
	}

	@Test
	void namesUnknownFieldsAndTheNearestKnownOnes() {
		assertThat(errors(BookingInput.class, """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"x","numTicket":1,"seat":["C4"],"zzz":1}"""))
			.containsExactly(Map.entry("numTickets", "is required unless seats is given"),
					Map.entry("numTicket", "is not a known field; did you mean numTickets?"),
					Map.entry("seat", "is not a known field; did you mean seats?"),
					Map.entry("zzz", "is not a known field; the fields are userName, phoneNumber, numTickets, seats, "
							+ "section, category, accessible, concessions, slotId, slotName, startTime, presaleCode"));
		assertThat(errors(SlotsInput.class, Source.PARAMETERS, "{}", "{\"genres\":\"Drama\"}"))
			.containsExactly(Map.entry("genres", "is not a known field; did you mean genre?"));
		assertThat(errors(PageInput.class, Source.PARAMETERS, "{}", "{\"states\":\"Booked\",\"Limit\":\"1\"}"))
			.containsOnly(Map.entry("states", "is not a known field; did you mean status?"),
					Map.entry("Limit", "is not a known field; did you mean limit?"));
	}

	@Test
	void namesUnknownFieldsOfNestedObjectsTogetherWithOtherErrors() {
		assertThat(planErrors("{\"nam\":\"S\",\"rows\":[{\"row\":\"A\",\"seat\":1,\"a.b\":[]}]}")).containsOnly(
				Map.entry("seatingPlan.sections[0].name", "is required"),
				Map.entry("seatingPlan.sections[0].rows[0].seats", "is required"),
				Map.entry("seatingPlan.sections[0].nam", "is not a known field; did you mean name?"),
				Map.entry("seatingPlan.sections[0].rows[0].seat", "is not a known field; did you mean seats?"),
				Map.entry("seatingPlan.sections[0].rows[0].a.b",
						"is not a known field; the fields are row, seats, aisles"));
	}

	@Test
	void namesSomeOfManyUnknownFields() {
		String fields = IntStream.range(0, 20_000)
			.mapToObj((i) -> "\"a%d\":1,".formatted(i))
			.collect(Collectors.joining());

		assertThat(errors(SeatsInput.class, "{%s\"section\":\"\"}".formatted(fields))).hasSize(102)
			.containsKeys("seats", "section", "a0", "a99");
	}

	@Test
	void validatesNoElementsOfArraysThatAreTooLong() {
		String seats = "null,".repeat(50_000);
		String sections = "{},".repeat(50_000);

		assertThat(errors(SeatsInput.class, "{\"seats\":[%snull]}".formatted(seats)))
			.containsExactly(Map.entry("seats", "must have at most 500 elements"));
		assertThat(errors(SlotChangeInput.Cancellation.class, "{\"reason\":[%snull]}".formatted(seats)))
			.containsExactly(Map.entry("reason", "must be a string"));
		for (Source source : List.of(Source.BODY, Source.ANY)) {
			assertThat(planErrors(source, sections + "{}"))
				.containsExactly(Map.entry("seatingPlan.sections", "must have at most 500 elements"));
			assertThat(planErrors(source, "{\"name\":\"S\",\"rows\":[%s{}]}".formatted(sections)))
				.containsExactly(Map.entry("seatingPlan.sections[0].rows", "must have at most 500 elements"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "null", "{\"row\":\"A-ZZ\"}", "{\"row\":\"A\",\"seats\":0}" })
	void validatesNoMoreObjectsWhenManyAreInvalid(String row) {
		String rows = String.join(",", Collections.nCopies(500, row));
		String sections = String.join(",", Collections.nCopies(98, "{\"name\":\"S\",\"rows\":[%s]}".formatted(rows)));

		for (Source source : List.of(Source.BODY, Source.ANY)) {
			assertThat(planErrors(source, sections)).hasSizeBetween(100, 1200);
		}
	}

	@Test
	void tellsSomeOfManyUnknownSeats() {
		String house = IntStream.range(0, 400).mapToObj((i) -> "\"Z%d\"".formatted(i)).collect(Collectors.joining(","));

		assertThat(planErrors("{\"name\":\"S\",\"rows\":[{\"row\":\"A\",\"seats\":1}],\"house\":[%s]}".formatted(house))
			.get("seatingPlan.sections[0].house")).endsWith(" Z18, Z19");
	}

	@Test
	void refusesFieldsInTheWrongPartOfARequest() {
		assertThat(errors(SeatsInput.class, Source.BODY, "{\"seats\":[\"A1\"]}", "{\"section\":\"S\",\"seat\":\"A1\"}"))
			.containsExactly(Map.entry("section", "must be in the body"),
					Map.entry("seat", "is not a known field; did you mean seats?"));
		assertThat(errors(PageInput.class, Source.PARAMETERS, "{\"limit\":1}", "{}"))
			.containsExactly(Map.entry("limit", "must be a query parameter"));
	}

	@Test
	void refusesRepeatedParameters() {
		assertThat(errors(PageInput.class, Source.PARAMETERS, "{}", "{\"limit\":[\"1\",\"1\"]}"))
			.containsExactly(Map.entry("limit", "must not be repeated"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "1", "yes", "", "[true]", "TRUE FALSE" })
	void readsParametersAsBooleansOnlyIfTheyAre(String available) {
		assertThat(errors(SlotsInput.class, Source.PARAMETERS, "{}", "{\"available\":\"%s\"}".formatted(available)))
			.containsExactly(Map.entry("available", "must be true or false"));
		assertThat(
				((SlotsInput) bind(SlotsInput.class, Source.PARAMETERS, "{}", "{\"available\":\"True\"}")).available())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { " 6591234567", " (65)91234567", "( 65) 9123 4567", "tel: 6591234567",
			" \u0666\u0665\u0669\u0661\u0662\u0663\u0664\u0665\u0666\u0667", " \uFF16\uFF15 91234567" })
	void restoresALeadingPlusOfPhoneNumbersInParameters(String phone) {
		String parameters = """
				{"userName":" Ann","userPhoneNumber":"%s","movieName":"A","movieStartTime":"2030-11-01 12:22",
				"numTickets":"1"}""".formatted(phone);

		BookTicket byParameters = (BookTicket) bind(BookTicket.class, Source.ANY, "{}", parameters);
		BookTicket byBody = (BookTicket) bind(BookTicket.class, Source.ANY, parameters, "{}");

		assertThat(byParameters.userPhoneNumber()).isEqualTo(new PhoneNumber("+6591234567"));
		assertThat(byParameters.userName()).isEqualTo("Ann");
		assertThat(byBody.userPhoneNumber()).isEqualTo(new PhoneNumber("+916591234567"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "slotName", "startTime", "endTime", "genre" })
	void refusesToRemoveAFieldOfASlot(String field) {
		assertThat(errors(SlotChangeInput.class, Source.MERGE_PATCH,
				"{\"%s\":null,\"slotDescription\":\"x\"}".formatted(field), "{}"))
			.containsExactly(Map.entry(field, "cannot be removed"));
	}

	@Test
	void emptiesADescriptionThatIsRemoved() {
		assertThat(
				((SlotChangeInput) bind(SlotChangeInput.class, Source.MERGE_PATCH, "{\"slotDescription\":null}", "{}"))
					.slotDescription())
			.isEmpty();
	}

	@Test
	void explainsTimesThatTheClocksSkip() {
		InputBinding berlin = new InputBinding("DE", ZoneId.of("Europe/Berlin"));

		assertThat(catchThrowableOfType(InvalidRequestException.class,
				() -> berlin.bind(SlotReferenceInput.class, Source.BODY,
						(ObjectNode) this.mapper.readTree("{\"slotName\":\"A\",\"startTime\":\"2030-03-31 02:30\"}"),
						this.mapper.createObjectNode()))
			.errors())
			.containsExactly(new FieldError("startTime",
					"does not exist in Europe/Berlin, where the clocks skip from 2030-03-31T02:00 to 2030-03-31T03:00"));
	}

	@Test
	void refusesANameNextToAnId() {
		assertThat(errors(SlotReferenceInput.class, """
				{"slotId":"x","slotName":"A","startTime":"2030-11-01 12:22"}""")).containsExactly(
				Map.entry("slotName", "must be omitted if slotId is given"),
				Map.entry("startTime", "must be omitted if slotId is given"));
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
			.containsKeys("slotName", "genre", "seatingPlan.sections[0].rows[98].seats");
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
		assertThat(((OfGenre) bind(OfGenre.class, "{\"genre\":%s}".formatted(genre))).genre())
			.isEqualTo(Genre.HISTORICAL_FICTION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"", "7", "\"7\"", "\"HISTORICAL_FICTION\"", "[]", "true" })
	void readsNoEnumFromAnythingElse(String genre) {
		for (Source source : List.of(Source.BODY, Source.ANY)) {
			assertThat(errors(OfGenre.class, source, "{\"genre\":%s}".formatted(genre), "{}").get("genre"))
				.startsWith("must be one of Action, Adventure, ");
		}
	}

	@Test
	void reportsTheWholeBodyOnlyIfEveryFieldCanBeRead() {
		assertThat(errors(SlotChangeInput.class, "{}")).containsOnlyKeys("body");
		assertThat(errors(SlotChangeInput.class, "{\"genre\":\"x\"}")).containsOnlyKeys("genre");
		assertThat(List.of("{\"slotName\":\"A\"}", "{\"slotDescription\":\"\"}"))
			.allSatisfy((json) -> assertThat(bind(SlotChangeInput.class, json)).isNotNull());
	}

}
