package com.ticketly.expiry;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.ticketly.ApiResponse;
import com.ticketly.Concurrently;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.SeatAudit;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.dynamodb.FaultyHttpClient.Fault;
import com.ticketly.dynamodb.RequestRecorder;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotChange;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketExpiryTests {

	private static final Instant EXPIRY = Instant.parse("2030-11-01T23:22:00Z");

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	@BeforeEach
	void expireAllSlots() {
		this.clock.moveTo(EXPIRY.plus(Duration.ofDays(1)));
		expire();
		this.clock.moveTo(Instant.parse("2030-10-01T00:00:00Z"));
	}

	private List<Integer> expire() {
		ApiResponse response = this.ticketly.postAsOperator("/expireTickets", "{}");
		return List.of(response.json().get("expiredSlots").asInt(), response.json().get("expiredTickets").asInt());
	}

	private String status(String ticket) {
		return this.ticketly.get("/v1/tickets/" + ticket).json().get("ticketStatus").asString();
	}

	@Test
	void showsTheExpiredStatusWithoutAnExpiryRun() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		assertThat(this.ticketly.availTickets(slot)).isEqualTo(19);

		this.clock.moveTo(EXPIRY.minusSeconds(1));
		assertThat(status(ticket)).isEqualTo("Booked");
		assertThat(this.ticketly.availTickets(slot)).as("after the end of the slot").isZero();

		this.clock.moveTo(EXPIRY);
		assertThat(status(ticket)).isEqualTo("Expired");
		assertThat(this.ticketly.availTickets(slot)).isZero();
		assertThat(this.ticketly.delete("/v1/tickets/" + ticket).problem()).isEqualTo("ticket-not-booked");

		this.clock.moveTo(EXPIRY.plus(Duration.ofDays(30)));
		assertThat(status(ticket)).isEqualTo("Archived");
	}

	@Test
	void expiresOnlyDueSlots() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.book(slot, "Ann", 4);
		String canceled = this.ticketly.bookOne(slot, "Ben");
		this.ticketly.delete("/v1/tickets/" + canceled);

		this.clock.moveTo(EXPIRY.minusSeconds(1));
		assertThat(expire()).containsExactly(0, 0);

		this.clock.moveTo(EXPIRY);
		assertThat(expire()).containsExactly(1, 4);
		assertThat(expire()).as("second run").containsExactly(0, 0);
		assertThat(status(canceled)).isEqualTo("Canceled");
		assertThat(SeatAudit.bookedTickets(this.ticketly, this.ticketly.schedule("Spectre", 1))).isEmpty();
	}

	@Test
	void refusesBookingsAfterTheEndOfASlot() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		String later = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Later","slotDescription":"","startTime":"2031-11-01 12:22","endTime":"2031-11-01 15:22",
				"slotType":"Movie","genre":"Action"}""").json().get("slotId").asString();

		this.clock.moveTo(Instant.parse("2030-11-01T15:21:59Z"));
		assertThat(this.ticketly.book(slot, "Ann", 1).status()).isEqualTo(201);

		this.clock.moveTo(Instant.parse("2030-11-01T15:22:00Z"));
		assertThat(this.ticketly.book(slot, "Ann", 1).problem()).isEqualTo("sales-closed");
		assertThat(this.ticketly.post("/v1/tickets/" + ticket + "/reschedule", """
				{"slotId":"%s"}""".formatted(later)).problem()).isEqualTo("changes-closed");
	}

	@Test
	void countsEveryTicketOnceInConcurrentRuns() {
		List<String> slots = Concurrently.call(6, (i) -> this.ticketly.schedule("Skyfall " + i, 20));
		slots.forEach((slot) -> this.ticketly.book(slot, "Ann", 10));
		this.clock.moveTo(EXPIRY);

		List<ApiResponse> responses = Concurrently.call(4,
				(i) -> ((i % 2 == 0) ? this.ticketly : this.other).postAsOperator("/expireTickets", "{}"));

		assertThat(responses).allMatch((response) -> response.status() == 200);
		assertThat(responses.stream().mapToInt((response) -> response.json().get("expiredSlots").asInt()).sum())
			.isEqualTo(6);
		assertThat(responses.stream().mapToInt((response) -> response.json().get("expiredTickets").asInt()).sum())
			.isEqualTo(60);
	}

	@Test
	void resumesARunThatDidNotFinish() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.book(slot, "Ann", 3);
		this.clock.moveTo(EXPIRY);
		Slots slots = this.other.bean(Slots.class);
		slots.claim(slots.read(SlotId.parse(slot).orElseThrow()).orElseThrow(), this.clock.instant());

		assertThat(expire()).as("claimed by the other run").containsExactly(0, 0);

		this.clock.advance(Duration.ofMinutes(1));
		assertThat(expire()).containsExactly(1, 3);
	}

	private Section section(String slot) {
		return this.other.bean(Sections.class).find(new SectionKey(new SlotId(slot), 0)).orElseThrow();
	}

	private Booking stored(String ticket) {
		TicketId id = TicketId.parse(ticket).orElseThrow();
		return this.other.bean(Bookings.class).find(id.section(), id.booking()).orElseThrow();
	}

	private Slot read(String slot) {
		return this.ticketly.bean(Slots.class).read(new SlotId(slot)).orElseThrow();
	}

	private void assertNothingIsLeftToResume() {
		RequestRecorder requests = this.other.bean(RequestRecorder.class);
		requests.clear();
		this.clock.advance(Duration.ofMinutes(1));
		this.other.postAsOperator("/expireTickets", "{}");
		assertThat(requests.count(PutItemRequest.class)).isZero();
	}

	@Test
	void resumesACancellationThatStoppedHalfway() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bean(Slots.class).cancel(read(slot), "Fire");

		this.other.postAsOperator("/expireTickets", "{}");
		assertThat(section(slot).open()).as("while the request may be in progress").isTrue();

		this.clock.advance(Duration.ofMinutes(1));
		ApiResponse report = this.other.postAsOperator("/expireTickets", "{}");

		assertThat(report.json().get("expiredSlots").asInt()).isZero();
		assertThat(section(slot).open()).isFalse();
		assertThat(stored(ticket).tickets()).singleElement().satisfies((stored) -> {
			assertThat(stored.status()).isEqualTo(TicketStatus.CANCELED);
			assertThat(stored.reason()).isEqualTo("Fire");
		});
		assertNothingIsLeftToResume();
	}

	@Test
	void resumesACancellationWhoseInstanceStoppedDuringAnOutage() {
		String slot = this.ticketly.schedule("Skyfall", 1000);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		try (TicketlyInstance crashing = this.builder.with("--ticketly.sales.deadline=1s").start()) {
			this.builder.with("--ticketly.sales.deadline=10s");
			crashing.bean(FaultyHttpClient.class).set(Fault.REQUEST_LOST);
			assertThat(crashing.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}").status())
				.isEqualTo(503);
		}
		assertThat(section(slot).open()).isTrue();

		this.clock.advance(Duration.ofMinutes(1));
		this.other.postAsOperator("/expireTickets", "{}");

		assertThat(section(slot).open()).isFalse();
		assertThat(stored(ticket).count(TicketStatus.CANCELED)).isOne();
		assertNothingIsLeftToResume();
	}

	@Test
	void resumesAChangeThatStoppedHalfway() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		Instant end = Instant.parse("2033-11-01T15:22:00Z");
		SlotSchedule schedule = this.ticketly.bean(SlotSchedule.class);
		schedule.change(read(slot), new SlotChange(null, null, null, end, null, null), false);
		schedule.change(read(slot), new SlotChange("Spectre", null, null, null, null, null), false);

		this.clock.advance(Duration.ofMinutes(1));
		this.other.postAsOperator("/expireTickets", "{}");

		assertThat(section(slot).edition()).isEqualTo(3);
		assertThat(stored(ticket).purgeAt()).isEqualTo(Instant.parse("2034-11-01T23:22:00Z").getEpochSecond());
		assertThat(this.ticketly.bookOne(slot, "Ann")).isNotEmpty();
		assertNothingIsLeftToResume();
		this.clock.moveTo(Instant.parse("2033-11-01T23:22:00Z"));
		expire();
		assertThat(stored(ticket).count(TicketStatus.EXPIRED)).isOne();
	}

	@Test
	void resumesAChangeOfASlotThatWasCanceledAfterwards() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");
		this.ticketly.bean(SlotSchedule.class)
			.change(read(slot), new SlotChange(null, null, null, Instant.parse("2033-11-01T15:22:00Z"), null, null),
					false);

		this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}");

		assertThat(stored(ticket).count(TicketStatus.CANCELED)).isOne();
		assertThat(stored(ticket).purgeAt()).isEqualTo(Instant.parse("2034-11-01T23:22:00Z").getEpochSecond());
		assertNothingIsLeftToResume();
	}

	@Test
	void finishesChangesAndCancellationsAtOnce() {
		String changed = this.ticketly.schedule("Skyfall", 20);
		String canceled = this.ticketly.schedule("Spectre", 20);

		patch(changed, "{\"endTime\":\"2030-11-01 16:22\"}");
		this.ticketly.postAsOperator("/v1/slots/" + canceled + "/cancel", "{\"reason\":\"Fire\"}");

		assertNothingIsLeftToResume();
	}

	@Test
	void reopensSalesWhenAnEndedSlotIsMovedToTheFuture() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		String ticket = this.ticketly.bookOne(slot, "Ann");

		assertThat(patch(slot, "{\"startTime\":\"2030-09-30 10:00\",\"endTime\":\"2030-09-30 16:00\"}").invalidFields())
			.containsExactly("endTime");
		assertThat(patch(slot, "{\"startTime\":\"2030-09-30 10:00\",\"endTime\":\"2030-09-30 16:01\"}").status())
			.isEqualTo(200);
		assertThat(this.ticketly.book(slot, "Ann", 1).problem()).isEqualTo("sales-closed");
		assertThat(patch(slot, "{\"startTime\":\"2030-11-01 12:22\",\"endTime\":\"2030-11-01 15:22\"}").status())
			.isEqualTo(200);
		assertThat(status(ticket)).isEqualTo("Booked");
		assertThat(this.ticketly.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void refusesChangesOfASlotOnceItsExpiryHasBegun() {
		String slot = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Sample","slotDescription":"","startTime":"2020-11-01 12:22","endTime":"2020-11-01 15:22",
				"slotType":"Movie","genre":"Action"}""").json().get("slotId").asString();
		Slots slots = this.other.bean(Slots.class);
		Slot read = slots.read(SlotId.parse(slot).orElseThrow()).orElseThrow();
		assertThat(patch(slot, "{\"genre\":\"Drama\"}").status()).isEqualTo(200);
		assertThat(slots.claim(read, this.clock.instant())).as("claim of an outdated version").isEmpty();

		slots.claim(slots.read(read.id()).orElseThrow(), this.clock.instant());
		this.clock.advance(Duration.ofHours(1));

		assertThat(patch(slot, "{\"endTime\":\"2031-11-01 15:22\"}").problem()).isEqualTo("sales-closed");
		assertThat(this.ticketly.postAsOperator("/v1/slots/" + slot + "/cancel", "{\"reason\":\"Fire\"}").problem())
			.isEqualTo("sales-closed");
		assertThat(expire()).containsExactly(1, 0);
	}

	private ApiResponse patch(String slot, String json) {
		return this.ticketly.send(this.ticketly.requestAsOperator("/v1/slots/" + slot, "If-Match", "*")
			.header("Content-Type", "application/merge-patch+json")
			.method("PATCH", BodyPublishers.ofString(json)));
	}

}
