package com.ticketly.reliability.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.ticketly.reliability.check.Answer.HoldState;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round.ClockMove;
import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Tables.StoredSection;
import com.ticketly.reliability.check.Tables.StoredSlot;
import com.ticketly.reliability.check.Violation.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A history that is written by hand, about one slot with three seats. All times are small
 * numbers; the sale ends at clock time 1,000.
 */
final class Story {

	static final String SLOT = "SLT1";

	private static final Show SHOW = new Show(SLOT, 1000, List.of("1", "2", "3"));

	private final List<Operation> operations = new ArrayList<>();

	private final List<StoredBooking> bookings = new ArrayList<>();

	private final List<ClockMove> moves = new ArrayList<>();

	private long clock;

	private boolean killed;

	private String slotStatus = "Scheduled";

	private @Nullable Set<String> taken;

	Story clock(long now) {
		this.clock = now;
		return this;
	}

	/**
	 * Moves the clock between two moments of the history.
	 */
	Story clockMoves(int start, int end, long to) {
		this.moves.add(new ClockMove(start, end, to));
		return clock(to);
	}

	Story killed() {
		this.killed = true;
		return this;
	}

	Story slot(String status) {
		this.slotStatus = status;
		return this;
	}

	Story taken(String... seats) {
		this.taken = Set.of(seats);
		return this;
	}

	static TicketState ticket(String id, String seat) {
		return TicketState.booked(id, SLOT, seat);
	}

	static TicketState withStatus(TicketState ticket, String status) {
		return new TicketState(ticket.id(), ticket.slot(), ticket.seat(), status, false, ticket.replaces(),
				ticket.replacedBy());
	}

	Story books(int start, int end, String customer, @Nullable String key, int count, Answer answer) {
		return asks(start, end, Request.book(Kind.BOOK, customer, key, SLOT, count, List.of(), 0), answer);
	}

	/**
	 * A booking of a ticket that is acknowledged.
	 */
	Story books(int start, int end, String customer, TicketState ticket) {
		return books(start, end, customer, null, 1, Answer.of(201, ticket));
	}

	Story cancels(int start, int end, TicketState ticket, int status) {
		Answer answer = (status == 200) ? Answer.of(200, withStatus(ticket, "Canceled")) : Answer.of(status);
		return asks(start, end, Request.of(Kind.CANCEL, ticket.id(), "", null), answer);
	}

	Story readsLeft(int start, int end, int left) {
		return asks(start, end, Request.ofSlot(Kind.READ_SLOT, SLOT),
				new Answer(200, "", List.of(), null, Map.of(SLOT, left), Map.of(), true));
	}

	Story readsTicket(int start, int end, TicketState ticket) {
		return asks(start, end, Request.of(Kind.READ_TICKET, ticket.id(), "", null), Answer.of(200, ticket));
	}

	Story asks(int start, int end, Request request, Answer answer) {
		this.operations.add(new Operation(0, start, end, this.clock, this.clock, request, answer));
		return this;
	}

	Story stores(String customer, TicketState... tickets) {
		this.bookings.add(new StoredBooking("BKG" + this.bookings.size(), SLOT, 0, customer, List.of(tickets), null));
		return this;
	}

	/**
	 * A hold of seat 1 that is acknowledged.
	 */
	Story holds(int start, int end, String customer, HoldState hold) {
		return asks(start, end, Request.book(Kind.HOLD, customer, null, SLOT, 1, List.of(), 60), answer(201, hold));
	}

	Story readsHold(int start, int end, HoldState hold) {
		return asks(start, end, Request.of(Kind.READ_HOLD, hold.id(), "", null), answer(200, hold));
	}

	private static Answer answer(int status, HoldState hold) {
		return new Answer(status, "", List.of(), hold, Map.of(), Map.of(), true);
	}

	static HoldState hold(String status) {
		return new HoldState("HLD1", SLOT, status, 500, List.of("1"));
	}

	/**
	 * Stores a hold, or what became of it.
	 */
	Story stores(String customer, HoldState hold) {
		this.bookings.add(new StoredBooking("BKG1", SLOT, 0, customer, List.of(ticket("TKT1", "1")), hold));
		return this;
	}

	/**
	 * Returns the rules that the history violates.
	 */
	Set<Rule> broken() {
		Set<Rule> rules = new HashSet<>();
		Checker.check(round()).forEach((violation) -> rules.add(violation.rule()));
		return rules;
	}

	private Round round() {
		Set<String> seats = new HashSet<>();
		this.bookings.stream()
			.filter(StoredBooking::isTicketed)
			.flatMap((booking) -> booking.tickets().stream())
			.filter(TicketState::keepsSeat)
			.forEach((ticket) -> seats.add(ticket.seat()));
		Set<String> stored = (this.taken != null) ? this.taken : seats;
		boolean open = this.slotStatus.equals("Scheduled");
		Tables tables = new Tables(
				List.of(new StoredSlot(SLOT, this.slotStatus)), List.of(new StoredSection(SLOT, 0, open,
						Set.copyOf(SHOW.seats()), stored, Map.of(), Set.of(), open ? 3 - stored.size() : 0)),
				this.bookings);
		return new Round(List.of(SHOW), this.operations, this.moves, this.killed, tables, this.clock);
	}

	/**
	 * Returns a clock time after the expiry of the slot.
	 */
	static long expired() {
		return 1000 + Duration.ofHours(8).toMillis();
	}

}
