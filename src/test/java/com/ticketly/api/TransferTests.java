package com.ticketly.api;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests transfers of tickets on two instances that do not know each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	private static ApiResponse transfer(TicketlyInstance instance, String ticket, String name, String... headers) {
		return instance.post("/v1/tickets/" + ticket + "/transfer", """
				{"userName":"%s","phoneNumber":"+49 30 901820"}""".formatted(name), headers);
	}

	private String status(String ticket) {
		return this.other.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString();
	}

	private long ended(String slot) {
		return this.ticketly.bean(Sections.class)
			.find(new SectionKey(new SlotId(slot), 0))
			.orElseThrow()
			.door()
			.endedTickets();
	}

	@Test
	void givesTheSeatANewTicketInTheOtherName() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		ApiResponse booked = this.ticketly.book(slot, "Ann", 3);
		String old = booked.json().get(1).get("ticketId").asString();

		ApiResponse answer = transfer(this.other, old, "Eve");

		String made = answer.json().get("ticketId").asString();
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.header("Location")).endsWith("/v1/tickets/" + made);
		assertThat(answer.json().get("ticketStatus").asString()).isEqualTo("Booked");
		assertThat(answer.json().get("seat").asString()).isEqualTo("2");
		assertThat(answer.json().get("ticketSlotId").asString()).isEqualTo(slot);
		assertThat(answer.json().get("userId")).isNotEqualTo(booked.json().get(1).get("userId"));
		assertThat(status(old)).isEqualTo("Canceled");
		ApiResponse user = this.ticketly.get("/v1/tickets/" + made + "/user");
		assertThat(user.json().get("userName").asString()).isEqualTo("Eve");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(17);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(3);
		assertThat(ended(slot)).as("tickets that the door must not admit any more").isEqualTo(1);
	}

	@Test
	void passesATicketOnAndBack() {
		String slot = this.ticketly.schedule("Skyfall", 1);
		String first = this.ticketly.bookOne(slot, "Ann");

		String second = transfer(this.ticketly, first, "Eve").json().get("ticketId").asString();
		String third = transfer(this.other, second, "Ann").json().get("ticketId").asString();

		assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
		assertThat(List.of(first, second)).allMatch((ticket) -> status(ticket).equals("Canceled"));
		assertThat(this.other.delete("/v1/tickets/" + third).status()).isEqualTo(200);
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(1);
	}

	@Test
	void renewsTheIdForTheSameCustomer() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		ApiResponse booked = this.ticketly.post("/v1/tickets", """
				{"userName":"Eve","phoneNumber":"+49 30 901820","slotId":"%s","numTickets":1}""".formatted(slot));

		ApiResponse answer = transfer(this.ticketly, booked.json().get(0).get("ticketId").asString(), "Eve");

		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.json().get("userId")).isEqualTo(booked.json().get(0).get("userId"));
		assertThat(answer.json().get("ticketId")).isNotEqualTo(booked.json().get(0).get("ticketId"));
	}

	@Test
	void keepsTheNamesOfSectionAndSeat() {
		String slot = this.ticketly.postAsOperator("/v1/slots",
				"""
						{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:22",
						"endTime":"2030-11-01 15:22","slotType":"Movie","genre":"Action","seatingPlan":{"sections":[
						{"name":"Stalls","rows":[{"row":"A","seats":4}]},{"name":"Balcony","rows":[{"row":"A","seats":4}]}]}}""")
			.json()
			.get("slotId")
			.asString();
		String old = this.ticketly
			.post("/v1/tickets",
					"""
							{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","section":"Balcony","seats":["A3"]}"""
						.formatted(slot))
			.json()
			.get(0)
			.get("ticketId")
			.asString();

		ApiResponse answer = transfer(this.ticketly, old, "Eve");

		assertThat(answer.json().get("section").asString()).isEqualTo("Balcony");
		assertThat(answer.json().get("seat").asString()).isEqualTo("A3");
		assertThat(this.ticketly.get("/v1/tickets/" + answer.json().get("ticketId").asString())
			.json()
			.get("seat")
			.asString()).isEqualTo("A3");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "{}; userName phoneNumber", "{\"userName\":\" \",\"phoneNumber\":\"12\"}; userName phoneNumber",
					"{\"userName\":\"Eve\",\"phoneNumber\":4930901820}; phoneNumber",
					"{\"userName\":\"a\\u0000b\",\"phoneNumber\":\"+49 30 901820\"}; userName",
					"{\"userName\":\"Eve\",\"phoneNumber\":\"+49 30 901820\",\"numTickets\":1}; numTickets",
					"{\"userName\":\"Eve\",\"phoneNumber\":null}; phoneNumber" })
	void namesInvalidFields(String body, String fields) {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 1), "Ann");

		ApiResponse answer = this.ticketly.post("/v1/tickets/" + ticket + "/transfer", body);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.invalidFields()).containsExactlyInAnyOrder(fields.split(" "));
		assertThat(status(ticket)).isEqualTo("Booked");
	}

	@Test
	void refusesUnknownAndEndedTickets() {
		String slot = this.ticketly.schedule("Skyfall", 5);
		String canceled = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.delete("/v1/tickets/" + canceled);
		String ofCanceledSlot = this.ticketly.bookOne(this.ticketly.schedule("Spectre", 5), "Ann");
		this.ticketly.postAsOperator("/v1/slots/"
				+ this.ticketly.get("/v1/tickets/" + ofCanceledSlot).json().get("ticketSlotId").asString() + "/cancel",
				"{\"reason\":\"Fire\"}");

		for (String unknown : List.of("TKT1", "x", canceled.substring(0, 57) + "ZZZZZZZZ")) {
			assertThat(transfer(this.ticketly, unknown, "Eve").problem()).isEqualTo("ticket-not-found");
		}
		for (String ended : List.of(canceled, ofCanceledSlot)) {
			ApiResponse answer = transfer(this.ticketly, ended, "Eve");
			assertThat(answer.status()).isEqualTo(409);
			assertThat(answer.problem()).isEqualTo("ticket-not-booked");
			assertThat(answer.json().get("ticketStatus").asString()).isEqualTo("Canceled");
		}
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).isEmpty();
	}

	@Test
	void registersNobodyWhenItIsRefused() {
		String ticket = this.ticketly.bookOne(this.ticketly.schedule("Skyfall", 1), "Ann");
		this.ticketly.delete("/v1/tickets/" + ticket);
		double before = this.ticketly.metric("ticketly_users_total");

		transfer(this.ticketly, ticket, "Nobody");

		assertThat(this.ticketly.metric("ticketly_users_total")).isEqualTo(before);
	}

	@Test
	void writesSevenUnits() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		transfer(this.ticketly, this.ticketly.bookOne(slot, "Ann"), "Eve");
		String ticket = this.ticketly.bookOne(slot, "Ann");
		RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);
		requests.clear();

		transfer(this.ticketly, ticket, "Eve");

		assertThat(requests.writeUnits()).as("section 2, two bookings 2 each, an index entry 1").isEqualTo(7);
		assertThat(requests.writtenItems()).isEqualTo(3);
	}

	@Test
	void appliesTheLimitOfTheNewCustomerAndGivesBackTheOldOnes() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=2").start()) {
			String slot = limited.schedule("Skyfall", 20);
			List<String> tickets = ApiResponse.values(limited.book(slot, "Ann", 2).json(), "ticketId");
			List<String> ofBen = ApiResponse.values(limited.book(slot, "Ben", "+49 30 901821", 2).json(), "ticketId");
			assertThat(limited.book(slot, "Ann", 1).problem()).isEqualTo("too-many-tickets");

			for (String ticket : tickets) {
				assertThat(transfer(limited, ticket, "Eve").status()).isEqualTo(201);
			}

			ApiResponse refused = transfer(limited, ofBen.getFirst(), "Eve");
			assertThat(refused.problem()).isEqualTo("too-many-tickets");
			assertThat(refused.json().get("maxTickets").asInt()).isEqualTo(2);
			assertThat(status(ofBen.getFirst())).isEqualTo("Booked");
			assertThat(limited.book(slot, "Ann", 2).status()).isEqualTo(201);
		}
		finally {
			this.builder.with("--ticketly.holds.max-tickets=0");
		}
	}

	@Test
	void renewsAnIdAtTheLimit() {
		try (TicketlyInstance limited = this.builder.with("--ticketly.holds.max-tickets=1").start()) {
			String slot = limited.schedule("Skyfall", 20);
			String first = limited.bookOne(slot, "Ann");
			String second = transfer(limited, first, "Eve").json().get("ticketId").asString();

			ApiResponse renewed = transfer(limited, second, "Eva");

			assertThat(renewed.status()).isEqualTo(201);
			assertThat(transfer(limited, limited.bookOne(slot, "Ann"), "Eve").problem()).isEqualTo("too-many-tickets");
			limited.delete("/v1/tickets/" + renewed.json().get("ticketId").asString());
			String ofCid = limited.book(slot, "Cid", "+49 30 901821", 1).json().get(0).get("ticketId").asString();
			assertThat(transfer(limited, ofCid, "Eve").status()).isEqualTo(201);
		}
		finally {
			this.builder.with("--ticketly.holds.max-tickets=0");
		}
	}

	@Test
	void repeatsARequestWithAKey() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		ApiResponse first = transfer(this.ticketly, ticket, "Eve", "Idempotency-Key", slot);
		ApiResponse again = transfer(this.other, ticket, "Eve", "Idempotency-Key", slot);

		assertThat(again.status()).isEqualTo(201);
		assertThat(again.json()).isEqualTo(first.json());
		assertThat(again.header("Location")).endsWith(first.json().get("ticketId").asString());
		assertThat(transfer(this.other, ticket, "Zoe", "Idempotency-Key", slot).problem()).isEqualTo("key-reused");
		assertThat(transfer(this.other, ticket, "Eve").problem()).isEqualTo("ticket-not-booked");
		this.ticketly.delete("/v1/tickets/" + first.json().get("ticketId").asString());
		assertThat(transfer(this.other, ticket, "Eve", "Idempotency-Key", slot).json().get("ticketStatus").asString())
			.as("the ticket as it is now")
			.isEqualTo("Canceled");
	}

	@Test
	void oneOfManyConcurrentTransfersWins() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		List<ApiResponse> answers = Concurrently.call(12,
				(i) -> transfer((i % 2 == 0) ? this.ticketly : this.other, ticket, "Customer " + i));

		List<ApiResponse> done = answers.stream().filter((answer) -> answer.status() == 201).toList();
		assertThat(done).hasSize(1);
		assertThat(answers.stream().filter((answer) -> answer.status() != 201)).hasSize(11)
			.allMatch((answer) -> answer.problem().equals("ticket-not-booked"));
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).extracting((booked) -> booked.id().value())
			.containsExactly(done.getFirst().json().get("ticketId").asString());
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);
	}

	@Test
	void concurrentTransfersWithAKeyHaveOneEffect() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		List<ApiResponse> answers = Concurrently.call(12,
				(i) -> transfer((i % 2 == 0) ? this.ticketly : this.other, ticket, "Eve", "Idempotency-Key", slot));

		assertThat(answers).extracting(ApiResponse::status).containsOnly(201);
		assertThat(answers.stream().map((answer) -> answer.json().get("ticketId").asString()).distinct()).hasSize(1);
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cancel", "reschedule" })
	void aTransferOrAnotherChangeWins(String change) {
		String target = this.ticketly.schedule("Spectre", 100);
		String slot = this.ticketly.schedule("Skyfall", 100);
		List<String> tickets = Concurrently.call(20, (i) -> this.ticketly.bookOne(slot, "Ann"));

		List<ApiResponse> answers = Concurrently.call(40, (i) -> {
			TicketlyInstance instance = (i % 4 < 2) ? this.ticketly : this.other;
			String ticket = tickets.get(i / 2);
			if (i % 2 == 0) {
				return transfer(instance, ticket, "Eve");
			}
			return change.equals("cancel") ? instance.delete("/v1/tickets/" + ticket)
					: instance.post("/v1/tickets/" + ticket + "/reschedule", "{\"slotId\":\"%s\"}".formatted(target));
		});

		List<String> transferred = new ArrayList<>();
		int moved = 0;
		for (int i = 0; i < 20; i++) {
			ApiResponse transfer = answers.get(2 * i);
			ApiResponse changed = answers.get(2 * i + 1);
			assertThat(status(tickets.get(i))).isEqualTo("Canceled");
			if (transfer.status() == 201) {
				transferred.add(transfer.json().get("ticketId").asString());
				// A ticket that is canceled already can be canceled again.
				assertThat(changed.status()).isEqualTo(change.equals("cancel") ? 200 : 409);
			}
			else {
				assertThat(transfer.problem()).isEqualTo("ticket-not-booked");
				assertThat(changed.status()).isEqualTo(change.equals("cancel") ? 200 : 201);
				moved++;
			}
		}
		assertThat(SeatAudit.bookedTickets(this.ticketly, slot)).extracting((booked) -> booked.id().value())
			.containsExactlyInAnyOrderElementsOf(transferred);
		assertThat(SeatAudit.bookedTickets(this.ticketly, target)).hasSize(change.equals("cancel") ? 0 : moved);
	}

}
