package com.ticketly.booking;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.ticketly.TicketlyInstance;
import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.Command;
import com.ticketly.listing.Replacement;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.price.PriceCategory;
import com.ticketly.price.PriceList;
import com.ticketly.price.PricedPlaces;
import com.ticketly.sale.SaleLimits;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.PhoneNumber;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests commands that other instances hand over.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandJsonTests {

	private final TicketlyInstance ticketly = TicketlyInstance.builder().start();

	private final CommandJson json = this.ticketly.bean(CommandJson.class);

	private final Book book = book();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private Book book() {
		Slot slot = this.ticketly.bean(Slots.class)
			.read(new SlotId(this.ticketly.schedule("Skyfall", 20)))
			.orElseThrow();
		CandidateSection candidate = CandidateSection.of(slot, 0,
				this.ticketly.bean(Slots.class).seating(slot).sections().getFirst(), SeatQuality.ANYWHERE_ACCESSIBLE);
		return this.ticketly.bean(Purchases.class)
			.book(new BookingOrder("Ann", new PhoneNumber("+919653864514"), new SlotReference.ById(slot.id()),
					new SeatSelection.Best(3), List.of(), null), null, null, candidate);
	}

	private static Affected affected(Command<?> command) {
		return ((SaleCommand<?>) command).affected();
	}

	private TicketChange change() {
		String ticket = this.ticketly.bookOne(this.book.key().section().slot().value(), "Ann");
		return this.ticketly.bean(Purchases.class)
			.change(this.ticketly.bean(TicketLookup.class).ticket(TicketId.parse(ticket).orElseThrow()).orElseThrow(),
					null);
	}

	@Test
	void keepsTransfers() {
		Transfer transfer = this.ticketly.bean(Purchases.class)
			.transfer(change(), "Eve", new PhoneNumber("+919653864514"));

		assertThat(this.json.supports(transfer)).isTrue();
		assertThat(this.json.read(this.json.write(transfer))).isEqualTo(transfer);
	}

	@Test
	void keepsChangesOfTicketsInAHall() {
		String hall = this.ticketly.postAsOperator("/v1/halls", """
				{"name":"Hall 1","zone":"Europe/Berlin","clearMinutes":20,
				"seatingPlan":{"sections":[{"name":"Stalls","rows":[{"row":"A","seats":4}]}]}}""")
			.json()
			.get("hallId")
			.asString();
		String slot = this.ticketly.postAsOperator("/v1/slots", """
				{"slotName":"Metropolis","slotDescription":"","startTime":"2030-11-03 20:00",
				"endTime":"2030-11-03 22:00","slotType":"Movie","genre":"Scifi","hallId":"%s"}""".formatted(hall))
			.json()
			.get("slotId")
			.asString();
		String ticket = this.ticketly.bookOne(slot, "Ann");
		Purchases purchases = this.ticketly.bean(Purchases.class);
		Cancel cancel = purchases.cancel(List.of(purchases.change(
				this.ticketly.bean(TicketLookup.class).ticket(TicketId.parse(ticket).orElseThrow()).orElseThrow(),
				null)));

		assertThat(this.json.read(this.json.write(cancel))).isEqualTo(cancel);
	}

	@Test
	void keepsResultsOfTransfers() {
		Transfer transfer = this.ticketly.bean(Purchases.class)
			.transfer(change(), "Eve", new PhoneNumber("+919653864514"));
		Outcome<Replacement> outcome = this.ticketly.bean(CommandExecutor.class).execute(transfer);

		assertThat(outcome.isRefused()).isFalse();
		assertThat(this.json.readResult(transfer, this.json.writeResult(transfer, outcome))).isEqualTo(outcome);
	}

	@Test
	void keepsMovesOfTickets() {
		Reschedule reschedule = this.ticketly.bean(Purchases.class)
			.reschedule(List.of(change()), new SeatSelection.Best(1), this.book.candidate());

		Command<?> read = this.json.read(this.json.write(reschedule));

		assertThat(affected(read)).isEqualTo(reschedule.affected());
		assertThat(affected(read).tickets()).hasSize(2).doesNotHaveDuplicates();
		assertThat(read).isInstanceOfSatisfying(Reschedule.class, (move) -> {
			assertThat(move.changes()).isEqualTo(reschedule.changes());
			assertThat(move.seats()).isEqualTo(reschedule.seats());
		});
	}

	@Test
	void keepsActionsOfTheBoxOffice() {
		StaffAction action = new StaffAction(Instant.parse("2030-11-03T20:00:00.123Z"), "KEY1",
				StaffAction.ActionKind.GIVEN, "Press");
		Book given = new Book(this.book.candidate(), this.book.id(), this.book.codes(), this.book.user(),
				this.book.selection(), List.of(), null, action, this.book.limit());

		assertThat(this.json.read(this.json.write(given))).isInstanceOfSatisfying(Book.class,
				(read) -> assertThat(read.staff()).isEqualTo(action));
	}

	@Test
	void keepsMovesAndCancellationsOfWholeBookings() {
		StaffAction action = action(StaffAction.ActionKind.MOVED);
		Purchases purchases = this.ticketly.bean(Purchases.class);
		List<TicketChange> changes = bookThree().stream().map((ticket) -> purchases.change(ticket, action)).toList();
		Reschedule reschedule = purchases.reschedule(changes, new SeatSelection.Best(3), this.book.candidate());
		Cancel cancel = purchases.cancel(changes);

		assertThat(this.json.read(this.json.write(cancel))).isEqualTo(cancel);
		assertThat(this.json.read(this.json.write(reschedule))).isInstanceOfSatisfying(Reschedule.class, (read) -> {
			assertThat(read.changes()).hasSize(3).isEqualTo(changes);
			assertThat(read.codes()).hasSize(3).isEqualTo(reschedule.codes());
			assertThat(read.key()).isEqualTo(reschedule.key());
		});
	}

	@Test
	void keepsActionsThatChangeNothingElse() {
		BoxOffice.RecordAction send = new BoxOffice.RecordAction(bookThree().getFirst().booking(),
				action(StaffAction.ActionKind.SENT));
		Outcome<Booking> outcome = this.ticketly.bean(CommandExecutor.class).execute(send);

		assertThat(this.json.supports(send)).isTrue();
		assertThat(this.json.read(this.json.write(send))).isEqualTo(send);
		assertThat(outcome.isRefused()).isFalse();
		assertThat(this.json.readResult(send, this.json.writeResult(send, outcome))).isEqualTo(outcome);
	}

	private static StaffAction action(StaffAction.ActionKind kind) {
		return new StaffAction(Instant.parse("2030-11-03T20:00:00.123Z"), "KEY1", kind, "Fire");
	}

	private List<FoundTicket> bookThree() {
		String booking = this.ticketly.book(this.book.key().section().slot().value(), "Ann", 3)
			.json()
			.at("/0/bookingId")
			.asString();
		return this.ticketly.bean(TicketLookup.class)
			.tickets(BookingReference.parse(booking).orElseThrow())
			.orElseThrow();
	}

	@Test
	void keepsTheIdsOfTickets() {
		assertThat(affected(this.json.read(this.json.write(this.book)))).isEqualTo(this.book.affected());
		assertThat(this.book.affected().tickets()).hasSize(3).doesNotHaveDuplicates();
	}

	@Test
	void choosesTheIdsOfTicketsForAnInstanceOfTheVersionBefore() {
		JsonMapper mapper = new JsonMapper();
		ObjectNode old = (ObjectNode) mapper.readTree(this.json.write(this.book));
		old.remove(List.of("codes"));

		Command<?> read = this.json.read(mapper.writeValueAsBytes(old));

		assertThat(affected(read).tickets()).hasSize(3)
			.doesNotHaveDuplicates()
			.allMatch((ticket) -> ticket.booking().equals(this.book.id()));
	}

	/**
	 * Returns a ticket of a slot that has all terms of a sale.
	 */
	private TicketChange changeWithTerms() {
		String slot = this.ticketly
			.postAsOperator("/v1/slots",
					"""
							{"slotName":"Skyfall","slotDescription":"","startTime":"2030-11-01 12:22","endTime":"2030-11-01 15:22",
							"slotType":"Movie","genre":"Action","sale":{"salesFrom":"2020-01-01 10:00","salesUntilMinutesBefore":60,\
							"presaleFrom":"2019-01-01 10:00","presaleCode":"opensesame","maxTicketsPerPhone":4,\
							"avoidSingleSeats":true}}""")
			.json()
			.get("slotId")
			.asString();
		String ticket = this.ticketly.bookOne(slot, "Ann");
		return this.ticketly.bean(Purchases.class)
			.change(this.ticketly.bean(TicketLookup.class).ticket(TicketId.parse(ticket).orElseThrow()).orElseThrow(),
					null);
	}

	@Test
	void keepsTheTermsOfASale() {
		Cancel cancel = this.ticketly.bean(Purchases.class).cancel(List.of(changeWithTerms()));
		CandidateSection limited = new CandidateSection(this.book.candidate().key(), 1, this.book.candidate().plan(),
				SeatQuality.SIDE_BY_SIDE, new SaleLimits(4, true), prices());
		Reschedule reschedule = this.ticketly.bean(Purchases.class)
			.reschedule(List.of(change()), new SeatSelection.Best(1), limited);

		assertThat(this.json.read(this.json.write(cancel))).isEqualTo(cancel);
		assertThat(cancel.limit().isOf(new SaleLimits(4, true))).isTrue();
		assertThat(this.json.read(this.json.write(reschedule))).isInstanceOfSatisfying(Reschedule.class, (read) -> {
			assertThat(read.target().limits()).isEqualTo(limited.limits());
			assertThat(read.target().prices()).isEqualTo(prices());
			assertThat(read.targetLimit()).isEqualTo(reschedule.targetLimit());
		});
	}

	private static PriceList prices() {
		List<Money> amounts = List.of(Money.parse("EUR 25.00"), Money.parse("EUR 12.50"));
		PricedPlaces front = new PricedPlaces(null, Set.of(), Set.of("1", "2"));
		return new PriceList(List.of("Adult", "Child"), List.of(new PriceCategory("Front", amounts, List.of(front)),
				new PriceCategory("Others", amounts, List.of())));
	}

	@Test
	void readsCommandsOfTheVersionWithoutTerms() {
		Cancel cancel = this.ticketly.bean(Purchases.class).cancel(List.of(change()));
		JsonMapper mapper = new JsonMapper();
		String old = mapper.readTree(this.json.write(cancel))
			.toString()
			.replaceAll("\"sale\":\\{.*?\"prices\":null\\},", "");

		assertThat(old).doesNotContain("\"sale\"");
		assertThat(this.json.read(old.getBytes(StandardCharsets.UTF_8))).isEqualTo(cancel);
	}

}
