package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.price.Fare;
import com.ticketly.price.Payment;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.user.UserId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of one section that a customer booked together. All of them are stored in
 * one item. A booking that is a hold has no tickets for its customer until it is
 * confirmed.
 *
 * @param sectionName the name of the section for customers, empty where it has none
 * @param tickets the tickets, in the order of their seats when booked
 * @param hold the hold that it is or was, null if it was booked at once
 * @param actions what the staff of the box office did with it, oldest first
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970; null for never
 */
public record Booking(SectionKey section, String sectionName, BookingId id, UserId user, List<Ticket> tickets,
		@Nullable Hold hold, List<StaffAction> actions, @Nullable Long purgeAt,
		long version) implements Versioned<Booking> {

	/**
	 * The maximum number of tickets of one booking.
	 */
	public static final int MAX_TICKETS = 10;

	/**
	 * The number of a seat in its row, at the end of its name.
	 */
	private static final Pattern NUMBER = Pattern.compile("\\d+$");

	private static final Duration HOLD_KEPT = Duration.ofDays(1);

	public Booking {
		tickets = List.copyOf(tickets);
		// The version before this one hands bookings over without actions.
		actions = (actions != null) ? List.copyOf(actions) : List.of();
	}

	/**
	 * Books seats of a section.
	 */
	public static Booking of(Section section, String sectionName, BookingId id, UserId user, List<Seat> seats) {
		return of(section, sectionName, user,
				Stream.generate(() -> TicketId.create(section.key(), id)).limit(seats.size()).toList(), seats);
	}

	/**
	 * Books seats of a section as tickets whose ids were chosen before.
	 * @param ids the id of each ticket, in the order of the seats
	 */
	public static Booking of(Section section, String sectionName, UserId user, List<TicketId> ids, List<Seat> seats) {
		List<Ticket> tickets = IntStream.range(0, seats.size())
			.mapToObj((i) -> Ticket.book(ids.get(i), seats.get(i)))
			.toList();
		return new Booking(section.key(), sectionName, ids.getFirst().booking(), user, tickets, null, List.of(),
				section.purgeAt(), 0);
	}

	/**
	 * Returns this booking as a hold, which is stored for a while after its end.
	 */
	public Booking asHold(Hold hold) {
		return with(this.tickets, hold, hold.until().plus(HOLD_KEPT).getEpochSecond());
	}

	/**
	 * Prolongs this hold.
	 * @param lasts how long it lasts from now on
	 * @param request identifies the request
	 */
	public Booking prolong(Instant now, Duration lasts, String request) {
		return asHold(Objects.requireNonNull(this.hold).prolong(now, lasts, request));
	}

	/**
	 * Returns this new booking with tickets that replace others.
	 * @param replaced the ticket that each ticket replaces
	 */
	public Booking replacing(List<TicketId> replaced) {
		return withTickets(IntStream.range(0, this.tickets.size())
			.mapToObj((i) -> this.tickets.get(i).replacing(replaced.get(i)))
			.toList());
	}

	/**
	 * Returns this booking with another action of the staff.
	 * @param action the action, null for none
	 */
	public Booking recording(@Nullable StaffAction action) {
		return (action == null) ? this
				: new Booking(this.section, this.sectionName, this.id, this.user, this.tickets, this.hold,
						Stream.concat(this.actions.stream(), Stream.of(action)).toList(), this.purgeAt, this.version);
	}

	/**
	 * Returns this new booking with what each ticket costs.
	 * @param fares the fare of each ticket, empty if the slot has no prices
	 */
	public Booking costing(List<Fare> fares) {
		return fares.isEmpty() ? this
				: withTickets(IntStream.range(0, this.tickets.size())
					.mapToObj((i) -> this.tickets.get(i).costing(fares.get(i)))
					.toList());
	}

	/**
	 * Returns what all tickets cost, also those that are canceled by now; null if they
	 * have no prices.
	 */
	public @Nullable Money total() {
		return sum((ticket) -> (ticket.fare() != null) ? ticket.fare().amount() : null);
	}

	/**
	 * Returns what is to be given back for canceled tickets, null for nothing.
	 */
	public @Nullable Money refund() {
		return sum(Ticket::refund);
	}

	private @Nullable Money sum(Function<Ticket, @Nullable Money> amount) {
		return this.tickets.stream().map(amount).filter(Objects::nonNull).reduce(Money::plus).orElse(null);
	}

	/**
	 * Returns a ticket of this booking, or empty when it is of another one.
	 */
	public Optional<Ticket> ticket(TicketId id) {
		return this.tickets.stream().filter((ticket) -> ticket.id().equals(id)).findFirst();
	}

	/**
	 * Returns whether the customer has its tickets: it is no hold, or a confirmed one.
	 */
	public boolean isTicketed() {
		return this.hold == null || this.hold.status() == HoldStatus.CONFIRMED;
	}

	/**
	 * Confirms this hold, which is then stored for as long as its section.
	 * @param payment the payment for it, null for none
	 */
	public Booking confirm(Section section, @Nullable Payment payment) {
		Hold confirmed = Objects.requireNonNull(this.hold).confirm(payment);
		return with(this.tickets, confirmed, section.purgeAt());
	}

	/**
	 * Returns this booking with another time, in seconds since 1970, from which DynamoDB
	 * may delete it.
	 */
	public Booking keepUntil(@Nullable Long purgeAt) {
		return with(this.tickets, this.hold, purgeAt);
	}

	/**
	 * Releases this hold, so that its seats can be freed.
	 */
	public Booking release() {
		return with(this.tickets, Objects.requireNonNull(this.hold).with(HoldStatus.RELEASED), this.purgeAt);
	}

	/**
	 * Returns the seat numbers of the booked tickets.
	 */
	public List<Integer> seats() {
		return this.tickets.stream()
			.filter((ticket) -> ticket.status() == TicketStatus.BOOKED)
			.map((ticket) -> ticket.seat().number())
			.toList();
	}

	/**
	 * Returns whether the seats of the booked tickets are in several rows, which have
	 * letters: those of C4 and D1 are.
	 */
	public boolean isInSeveralRows() {
		return this.tickets.stream()
			.filter((ticket) -> ticket.status() == TicketStatus.BOOKED)
			.map((ticket) -> NUMBER.matcher(ticket.seat().name()).replaceFirst(""))
			.distinct()
			.count() > 1;
	}

	/**
	 * Cancels a ticket of this booking.
	 * @param replacedBy the ticket that replaces it, null for none
	 * @throws IllegalStateException when the ticket is not booked
	 */
	public Booking cancel(TicketId id, @Nullable TicketId replacedBy) {
		return with((ticket) -> ticket.id().equals(id) ? ticket.cancel(replacedBy) : ticket);
	}

	/**
	 * Cancels the booked tickets with their slot, or releases a hold that has not ended.
	 */
	Booking cancelWithSlot(String reason, Instant now) {
		if (isTicketed()) {
			return with((ticket) -> ticket.cancelWithSlot(reason));
		}
		return (this.hold != null && this.hold.statusAt(now) == HoldStatus.HELD) ? release() : this;
	}

	/**
	 * Expires and archives the tickets whose expiry or archive time has passed. A hold
	 * has no tickets yet.
	 */
	Booking asOf(Instant now, @Nullable Instant expiry, Duration archiveAfter) {
		return isTicketed() ? with((ticket) -> ticket.asOf(now, expiry, archiveAfter)) : this;
	}

	/**
	 * Counts the tickets with a status.
	 */
	public int count(TicketStatus status) {
		return (int) this.tickets.stream().filter((ticket) -> ticket.status() == status).count();
	}

	@Override
	public Booking nextVersion() {
		return new Booking(this.section, this.sectionName, this.id, this.user, this.tickets, this.hold, this.actions,
				this.purgeAt, this.version + 1);
	}

	private Booking with(UnaryOperator<Ticket> change) {
		return withTickets(this.tickets.stream().map(change).toList());
	}

	private Booking withTickets(List<Ticket> tickets) {
		return with(tickets, this.hold, this.purgeAt);
	}

	private Booking with(List<Ticket> tickets, @Nullable Hold hold, @Nullable Long purgeAt) {
		return new Booking(this.section, this.sectionName, this.id, this.user, tickets, hold, this.actions, purgeAt,
				this.version);
	}

}
