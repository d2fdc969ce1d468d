package com.ticketly.api;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsRestControllerTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with("--ticketly.sales.past-slots=true")
		.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private ApiResponse scheduleMovie(String name) {
		return this.ticketly.postAsOperator("/scheduleMovie",
				"""
						{"slotName":"%s","slotDescription":"Bond faces his past.","startTime":"2020-11-01 12:22","endTime":"2020-11-01 15:22","slotType":"Movie","genre":"Action"}"""
					.formatted(name));
	}

	private ApiResponse bookTicket(String movie) {
		return this.ticketly.post("/bookTicket",
				"""
						{"userName":"John","userPhoneNumber":"9653864514","movieName":"%s","movieStartTime":"2020-11-01 12:22","numTickets":"3"}"""
					.formatted(movie));
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	@Test
	void acceptsTheOriginalSampleRequests() {
		ApiResponse slot = scheduleMovie("Skyfall");
		ApiResponse tickets = bookTicket("Skyfall");

		assertThat(slot.status()).isEqualTo(200);
		assertThat(slot.json().get("availTickets").asInt()).isEqualTo(20);
		assertThat(slot.json().get("startTime").asString()).isEqualTo("2020-11-01T12:22:00Z");
		assertThat(tickets.status()).isEqualTo(200);
		assertThat(ApiResponse.values(tickets.json(), "ticketStatus")).containsExactly("Booked", "Booked", "Booked");
		assertThat(this.ticketly.availTickets(slot.json().get("slotId").asString())).isEqualTo(17);
	}

	@Test
	void keepsTicketsOfPastSlotsBookedUntilAnExpiryRun() {
		scheduleMovie("Dr. No");
		String ticket = bookTicket("Dr. No").json().get(0).get("ticketId").asString();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Booked");

		ApiResponse report = this.ticketly.postAsOperator("/expireTickets", "");

		assertThat(report.json().get("expiredTickets").asInt()).isGreaterThanOrEqualTo(3);
		assertThat(report.json().get("expiredSlots").asInt()).isPositive();
		assertThat(this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString())
			.isEqualTo("Expired");
		assertThat(bookTicket("Dr. No").problem()).isEqualTo("sales-closed");
	}

	@Test
	void acceptsParametersInsteadOfABody() {
		scheduleMovie("Goldfinger");
		String query = "userName=John&userPhoneNumber=%s&movieName=Goldfinger&movieStartTime=%s&numTickets=2"
			.formatted(encode("+91 96538 64514"), encode("2020-11-01 12:22"));

		ApiResponse byQuery = this.ticketly.post("/bookTicket?" + query);
		ApiResponse byForm = this.ticketly.send(this.ticketly.request("/bookTicket")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(query)));

		assertThat(byQuery.json()).hasSize(2);
		assertThat(byForm.json()).hasSize(2);
		assertThat(byForm.json().get(0).get("userId")).isEqualTo(byQuery.json().get(0).get("userId"));
	}

	@Test
	void reschedulesATicketAndReturnsTheNewOneFirst() {
		scheduleMovie("Thunderball");
		scheduleMovie("Moonraker");
		String ticket = bookTicket("Thunderball").json().get(0).get("ticketId").asString();

		ApiResponse answer = this.ticketly.post("/updateMovieSlotForTicket?ticketId=" + ticket
				+ "&newMovie=Moonraker&newStartTime=" + encode("2020-11-01T12:22:00+00:00"));

		assertThat(answer.json()).hasSize(2);
		assertThat(answer.json().get(0).get("ticketId").asString()).isNotEqualTo(ticket);
		assertThat(answer.json().get(0).get("ticketStatus").asString()).isEqualTo("Booked");
		assertThat(answer.json().get(1).get("ticketId").asString()).isEqualTo(ticket);
		assertThat(answer.json().get(1).get("ticketStatus").asString()).isEqualTo("Canceled");
	}

	@Test
	void listsBookedTicketsOfAllSlotsWithTheSameNameAndTime() {
		scheduleMovie("Octopussy");
		scheduleMovie("Octopussy");
		List<String> booked = ApiResponse.values(bookTicket("Octopussy").json(), "ticketId");
		this.ticketly.delete("/v1/tickets/" + booked.getFirst());
		String slot = """
				{"movieName":"Octopussy","movieStartTime":"2020-11-01 12:22"}""";

		assertThat(
				ApiResponse.values(this.ticketly.postAsOperator("/getAllTicketsForMovieSlot", slot).json(), "ticketId"))
			.containsExactlyElementsOf(booked.subList(1, 3));
		assertThat(this.ticketly.post("/getAllTicketsForMovieSlot", slot).status()).isEqualTo(401);
	}

	@Test
	void returnsTheCustomerOfATicketAndCancelsTheTicket() {
		scheduleMovie("GoldenEye");
		String ticket = bookTicket("GoldenEye").json().get(0).get("ticketId").asString();
		String reference = """
				{"ticketId":"%s"}""".formatted(ticket);

		ApiResponse user = this.ticketly.postAsOperator("/getUserDetailsByTicketId", reference);
		ApiResponse canceled = this.ticketly.post("/cancelTicket?ticketId=" + ticket);

		assertThat(user.json().get("phoneNumber").asString()).isEqualTo("+919653864514");
		assertThat(user.json().get("userName").asString()).isEqualTo("John");
		assertThat(canceled.json().get("ticketStatus").asString()).isEqualTo("Canceled");
		assertThat(this.ticketly.post("/cancelTicket", reference).json()).isEqualTo(canceled.json());
	}

	@Test
	void listsAllSlotsAndTheSlotsOfAGenre() {
		scheduleMovie("Casino Royale");
		this.ticketly.postAsOperator("/scheduleMovie?slotName=Recital&slotDescription=&slotType=concert&genre=Romance"
				+ "&startTime=2035-01-01T20:00Z&endTime=2035-01-01T22:00Z", "");

		assertThat(ApiResponse.values(this.ticketly.post("/getAllMovieSlots").json(), "slotName"))
			.contains("Casino Royale", "Recital");
		assertThat(ApiResponse.values(this.ticketly.post("/getAllMovieSlotsByGenre?genre=romance").json(), "slotName"))
			.containsExactly("Recital");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "/bookTicket; userName userPhoneNumber movieName movieStartTime numTickets",
					"/updateMovieSlotForTicket; ticketId newMovie newStartTime", "/getUserDetailsByTicketId; ticketId",
					"/cancelTicket; ticketId", "/getAllMovieSlotsByGenre; genre",
					"/getAllTicketsForMovieSlot; movieName movieStartTime",
					"/scheduleMovie; slotName slotDescription startTime endTime slotType genre" })
	void reportsAllMissingFields(String path, String fields) {
		ApiResponse answer = this.ticketly.postAsOperator(path, "{}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder(fields.split(" "));
	}

	@ParameterizedTest
	@CsvSource({ "/cancelTicket, ticket-not-found", "/getUserDetailsByTicketId, ticket-not-found" })
	void answersNotFoundForUnknownTickets(String path, String problem) {
		assertThat(this.ticketly.post(path + "?ticketId=TKT1").problem()).isEqualTo(problem);
	}

}
