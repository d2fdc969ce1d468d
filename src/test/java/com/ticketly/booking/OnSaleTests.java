package com.ticketly.booking;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests concurrent bookings, rescheduling and cancellations on two instances that share
 * one database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnSaleTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().withLongTimeouts();

	private final TicketlyInstance one = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.one.close();
		this.other.close();
	}

	@BeforeAll
	void warmUp() {
		// Registers the user and loads classes, so that later requests cost the same.
		String slot = this.one.schedule("Warm up", 20);
		this.one.bookOne(slot, "Ann");
		this.other.bookOne(slot, "Ann");
	}

	@BeforeEach
	void clear() {
		this.one.bean(RequestRecorder.class).clear();
	}

	private TicketlyInstance either(int i) {
		return (i % 2 == 0) ? this.one : this.other;
	}

	@Test
	void sellsEachOfFiftySeatsOnceToTwoHundredCustomers() {
		String slot = this.one.schedule("Skyfall", 50);

		List<ApiResponse> responses = Concurrently.call(200, (i) -> this.one.book(slot, "Customer " + i, 1));

		assertSoldOut(slot, responses);
	}

	@Test
	void sellsEachOfFiftySeatsOnceOnTwoInstances() {
		String slot = this.one.schedule("Skyfall", 50);

		List<ApiResponse> responses = Concurrently.call(200, (i) -> either(i).book(slot, "Customer " + i, 1));

		assertSoldOut(slot, responses);
	}

	private void assertSoldOut(String slot, List<ApiResponse> responses) {
		assertThat(responses.stream().filter((response) -> response.status() == 201)).hasSize(50);
		assertThat(responses.stream().filter((response) -> response.status() == 409)).hasSize(150)
			.allMatch((response) -> response.problem().equals("sold-out"))
			.allMatch((response) -> response.json().get("availTickets").asInt() == 0);
		assertThat(this.one.availTickets(slot)).isZero();
		assertThat(this.other.availTickets(slot)).isZero();
		Set<String> booked = responses.stream()
			.filter((response) -> response.status() == 201)
			.map((response) -> response.json().get(0).get("ticketId").asString())
			.collect(Collectors.toSet());
		assertThat(SeatAudit.bookedTickets(this.one, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(booked);
	}

	@Test
	void keepsSeatsConsistentWhileTwoInstancesCancelAndReschedule() {
		String slot = this.one.schedule("Skyfall", 50);
		String another = this.one.schedule("Spectre", 30);
		List<String> early = Concurrently.call(30, (i) -> either(i).bookOne(slot, "Early " + i));

		List<ApiResponse> responses = Concurrently.call(200, (i) -> {
			if (i < 10) {
				return either(i).delete("/v1/tickets/" + early.get(i));
			}
			return (i < 30) ? either(i).post("/v1/tickets/" + early.get(i) + "/reschedule", """
					{"slotId":"%s"}""".formatted(another)) : either(i).book(slot, "Late " + i, 1 + i % 3);
		});

		assertThat(responses.subList(0, 10)).allMatch((response) -> response.status() == 200);
		assertThat(responses.subList(10, 30)).allMatch((response) -> response.status() == 201);
		assertThat(responses.subList(30, 200))
			.allMatch((response) -> response.status() == 201 || response.status() == 409);
		int sold = responses.subList(30, 200)
			.stream()
			.filter((response) -> response.status() == 201)
			.mapToInt((response) -> response.json().size())
			.sum();
		assertThat(SeatAudit.bookedTickets(this.one, slot)).hasSize(sold);
		assertThat(this.other.availTickets(slot)).isEqualTo(50 - sold);
		assertThat(SeatAudit.bookedTickets(this.one, another)).hasSize(20);
		assertThat(this.other.availTickets(another)).isEqualTo(10);
	}

	@Test
	void reschedulesInBothDirectionsBetweenTwoBusySlots() {
		String slot = this.one.schedule("Skyfall", 400);
		String another = this.one.schedule("Spectre", 400);
		List<String> there = Concurrently.call(20, (i) -> this.one.bookOne(slot, "There " + i));
		List<String> back = Concurrently.call(20, (i) -> this.one.bookOne(another, "Back " + i));

		List<ApiResponse> responses = Concurrently.call(240, (i) -> {
			if (i < 20) {
				return either(i).post("/v1/tickets/" + there.get(i) + "/reschedule", """
						{"slotId":"%s"}""".formatted(another));
			}
			if (i < 40) {
				return either(i).post("/v1/tickets/" + back.get(i - 20) + "/reschedule", """
						{"slotId":"%s"}""".formatted(slot));
			}
			return either(i).book((ThreadLocalRandom.current().nextBoolean()) ? slot : another, "Customer " + i, 1);
		});

		assertThat(responses).allMatch((response) -> response.status() == 201);
		assertThat(SeatAudit.bookedTickets(this.one, slot).size() + SeatAudit.bookedTickets(this.one, another).size())
			.isEqualTo(240);
	}

	@Test
	void reschedulesATicketOnceOnConcurrentRequests() {
		String slot = this.one.schedule("Skyfall", 20);
		String another = this.one.schedule("Spectre", 20);
		String ticket = this.one.bookOne(slot, "Ann");

		List<ApiResponse> responses = Concurrently.call(12,
				(i) -> either(i).post("/v1/tickets/" + ticket + "/reschedule", """
						{"slotId":"%s"}""".formatted(another)));

		assertThat(responses.stream().filter((response) -> response.status() == 201)).hasSize(1);
		assertThat(responses.stream().filter((response) -> response.status() == 409)).hasSize(11)
			.allMatch((response) -> response.problem().equals("ticket-not-booked"));
		assertThat(SeatAudit.bookedTickets(this.one, slot)).isEmpty();
		assertThat(SeatAudit.bookedTickets(this.one, another)).hasSize(1);
		assertThat(this.other.availTickets(another)).isEqualTo(19);
	}

	@Test
	void answersConcurrentCancellationsOfATicketAlike() {
		String slot = this.one.schedule("Skyfall", 200);
		List<String> tickets = Concurrently.call(20, (i) -> this.one.bookOne(slot, "Ann"));

		List<ApiResponse> responses = Concurrently.call(160, (i) -> (i < 80)
				? either(i).delete("/v1/tickets/" + tickets.get(i / 4)) : either(i).book(slot, "Customer " + i, 1));

		assertThat(responses.subList(0, 80)).allMatch((response) -> response.status() == 200)
			.allMatch((response) -> response.json().get("ticketStatus").asString().equals("Canceled"));
		assertThat(responses.subList(80, 160)).allMatch((response) -> response.status() == 201);
		assertThat(SeatAudit.bookedTickets(this.one, slot)).hasSize(80);
	}

	@Test
	void letsBothInstancesSellTheirShareOfASection() {
		String slot = this.one.schedule("Skyfall", 500);
		AtomicInteger left = new AtomicInteger(300);

		// Each caller books repeatedly until 300 tickets are sold in all.
		List<Integer> sold = Concurrently.call(32, (i) -> {
			int count = 0;
			while (left.getAndDecrement() > 0) {
				assertThat(either(i).book(slot, "Ann", 1).status()).isEqualTo(201);
				count++;
			}
			return count;
		});

		assertThat(SeatAudit.bookedTickets(this.one, slot)).hasSize(300);
		assertThat(IntStream.range(0, 32).filter((i) -> i % 2 == 0).map(sold::get).sum()).isBetween(45, 255);
	}

	@Test
	void prefersAnotherSectionAfterAConflict() {
		String slot = this.one.schedule("Skyfall", 1000);
		String seat = """
				{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","seats":["%d"]}""";
		this.other.post("/v1/tickets", seat.formatted(slot, 1));
		this.one.post("/v1/tickets", seat.formatted(slot, 2));
		assertThat(this.other.post("/v1/tickets", seat.formatted(slot, 3)).status()).as("after a conflict")
			.isEqualTo(201);

		List<Integer> sold = IntStream.range(0, 20)
			.map((i) -> Integer.parseInt(this.other.book(slot, "Ann", 1).json().at("/0/seat").asString()))
			.boxed()
			.toList();
		List<ApiResponse> rest = IntStream.range(0, 49).mapToObj((i) -> this.other.book(slot, "Ann", 10)).toList();

		assertThat(sold).allMatch((number) -> number > 500);
		assertThat(rest).as("bookings of the remaining seats of both sections")
			.allMatch((response) -> response.status() == 201);
	}

	@Test
	void createsOneUserForConcurrentFirstBookings() {
		String slot = this.one.schedule("Skyfall", 100);

		List<ApiResponse> responses = Concurrently.call(40, (i) -> either(i).book(slot, "Newcomer", 1));

		assertThat(responses.stream().map((response) -> response.json().get(0).get("userId").asString()).distinct())
			.hasSize(1);
	}

	@Test
	void groupsConcurrentBookingsInFewTransactions() {
		String slot = this.one.schedule("Skyfall", 500);
		RequestRecorder requests = this.one.bean(RequestRecorder.class);
		requests.clear();

		List<ApiResponse> responses = Concurrently.call(64, (i) -> this.one.book(slot, "Ann", 1));

		assertThat(responses).allMatch((response) -> response.status() == 201);
		long transactions = requests.count(TransactWriteItemsRequest.class);
		assertThat(transactions).isLessThan(32);
		assertThat(requests.writtenItems()).as("one item per booking and one per transaction")
			.isEqualTo(64 + transactions);
		assertThat(requests.writeUnits()).as("three units per booking and two per transaction")
			.isEqualTo(3 * 64 + 2 * transactions);
	}

	@Test
	void writesOneMoreItemAndReadsNothingForABookingWithAnIdempotencyKey() {
		String slot = this.one.schedule("Skyfall", 100);
		this.one.bookOne(slot, "Ann");
		RequestRecorder requests = this.one.bean(RequestRecorder.class);
		requests.clear();

		assertThat(
				this.one
					.post("/v1/tickets",
							"""
									{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":10}"""
								.formatted(slot),
							"Idempotency-Key", "the tenth of " + slot)
					.status())
			.isEqualTo(201);

		assertThat(requests.writeUnits()).as("units of the transaction").isEqualTo(7);
		assertThat(requests.writtenItems()).as("section, booking, record").isEqualTo(3);
		assertThat(requests.requests()).as("the transaction").hasSize(1);
	}

	@Test
	void writesFiveUnitsForASingleBookingOfAnySize() {
		String slot = this.one.schedule("Skyfall", 20);
		this.one.book(slot, "Ann", 1);
		RequestRecorder requests = this.one.bean(RequestRecorder.class);
		requests.clear();

		this.one.book(slot, "Ann", 1);

		assertThat(requests.writeUnits()).isEqualTo(5);
		assertThat(requests.count()).as("requests, none of which is a read").isEqualTo(1);
		requests.clear();

		this.one.book(slot, "Ann", 10);

		assertThat(requests.writeUnits()).isEqualTo(5);
		assertThat(requests.count()).isEqualTo(1);
	}

	@Test
	void sharesReadsAmongConcurrentRefusals() {
		String slot = this.one.schedule("Skyfall", 1);
		this.one.book(slot, "Ann", 1);
		RequestRecorder requests = this.one.bean(RequestRecorder.class);
		requests.clear();

		List<ApiResponse> responses = Concurrently.call(200, (i) -> this.one.book(slot, "Ann", 1));

		assertThat(responses).allMatch((response) -> response.status() == 409);
		assertThat(requests.count(TransactWriteItemsRequest.class)).isZero();
		assertThat(requests.count(QueryRequest.class) + requests.count(GetItemRequest.class)).isLessThan(100);
	}

	@Test
	void sellsASeatThatAnotherInstanceReleased() {
		String slot = this.one.schedule("Skyfall", 1);
		String ticket = this.one.bookOne(slot, "Ann");
		assertThat(this.one.book(slot, "Ben", 1).status()).isEqualTo(409);

		this.other.delete("/v1/tickets/" + ticket);

		assertThat(this.one.book(slot, "Ben", 1).status()).isEqualTo(201);
	}

	@Test
	void fillsEverySectionOfALargeSlot() {
		String slot = this.one.schedule("Arena", 1003);

		List<ApiResponse> responses = Concurrently.call(120, (i) -> either(i).book(slot, "Customer " + i % 7, 10));

		long booked = responses.stream().filter((response) -> response.status() == 201).count();
		List<Ticket> tickets = SeatAudit.bookedTickets(this.one, slot);
		assertThat(tickets).hasSize((int) booked * 10).extracting(Ticket::status).containsOnly(TicketStatus.BOOKED);
		// Each of the three sections has fewer than ten seats left.
		assertThat(1003 - tickets.size()).isBetween(3, 27).isEqualTo(this.one.availTickets(slot));
		assertThat(this.one.book(slot, "Ann", 10).json().get("availTickets").asInt()).isEqualTo(1003 - tickets.size());
		assertThat(tickets).extracting((ticket) -> ticket.seat().number())
			.doesNotHaveDuplicates()
			.allMatch((seat) -> seat >= 1 && seat <= 1003);
	}

}
