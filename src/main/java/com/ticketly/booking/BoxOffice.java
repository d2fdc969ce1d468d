package com.ticketly.booking;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.UnitOfWork;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundTicket;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.StaffAction;
import com.ticketly.ticket.StaffAction.ActionKind;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The use cases of the box office: sell, move, cancel, send again. They are not bound by
 * the terms of a sale, the limits of customers, blocked seats, and the time until which
 * customers can change tickets. Bookings record each of them.
 */
@Service
public class BoxOffice {

	/**
	 * The refusal of tickets that are not of the booking.
	 */
	public static final Rejection UNKNOWN_TICKETS = new Rejection.InvalidRequest("ticketIds",
			"contains ids that are not tickets of the booking");

	private final Clock clock;

	private final TicketLookup lookup;

	private final Sales sales;

	private final Purchases purchases;

	private final CommandExecutor executor;

	private final Replays replays;

	private final SalesMetrics metrics;

	BoxOffice(Clock clock, TicketLookup lookup, Sales sales, Purchases purchases, CommandExecutor executor,
			Replays replays, SalesMetrics metrics) {
		this.clock = clock;
		this.lookup = lookup;
		this.sales = sales;
		this.purchases = purchases;
		this.executor = executor;
		this.replays = replays;
		this.metrics = metrics;
	}

	/**
	 * Sells tickets, or gives them away.
	 * @param free whether they cost nothing, although the slot has prices
	 * @return the booking; for a repeated request, the booking as it is now
	 */
	public Outcome<Booking> sell(BookingOrder order, boolean free, Staff staff, IdempotencyKey key) {
		Fingerprint meaning = order.fingerprint("sellAtBoxOffice").with("free", free).with("reason", staff.reason());
		IdempotentRequest request = this.replays.beginLikelyNew(key, meaning);
		StaffAction action = action(free ? ActionKind.GIVEN : ActionKind.SOLD, staff);
		return this.metrics.countRefusal(this.replays.once(request, () -> sell(order, action, request), this::booking));
	}

	private Outcome<Booking> sell(BookingOrder order, StaffAction action, IdempotentRequest request) {
		return this.sales.<Booking>sell(Sales.Wanted.by(order, action), (candidate) -> {
			Book book = this.purchases.book(order, null, action, candidate);
			return Once.of(book, request.record(book.key().toString()));
		}).map(this.metrics::count);
	}

	private Outcome<Booking> booking(String result) {
		return Outcome.of(this.lookup.booking(BookingKey.parse(result)), Rejection.NotFound.BOOKING);
	}

	/**
	 * Moves tickets of a booking to another slot, or to other seats of the same one: all
	 * of them, or none. Tickets keep their price within a slot.
	 * @param tickets the tickets, empty for all that are booked
	 * @param target the slot, null for the same one
	 * @param seats the seats, one for each ticket; null for the best ones, which requires
	 * another slot
	 * @return the new booking; for a repeated request, the booking as it is now
	 */
	public Outcome<Booking> move(BookingReference id, List<TicketId> tickets, @Nullable SlotReference target,
			SeatSelection.@Nullable Named seats, Staff staff, IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of("moveBooking")
			.with("bookingId", id)
			.with("ticketIds", tickets.isEmpty() ? null : tickets)
			.with("section", (seats != null) ? seats.section() : null)
			.with("seats", (seats != null) ? seats.names() : null)
			.with("reason", staff.reason());
		IdempotentRequest request = this.replays.beginLikelyNew(key,
				(target != null) ? target.addTo(meaning) : meaning);
		SlotReference slot = (target != null) ? target : new SlotReference.ById(id.section().slot());
		boolean reseats = slot.equals(new SlotReference.ById(id.section().slot()));
		StaffAction action = action(reseats ? ActionKind.RESEATED : ActionKind.MOVED, staff);
		return this.metrics.countRefusal(this.replays.once(request,
				() -> live(id, tickets, action).flatMap((live) -> move(live, slot, seats, action, request)),
				this::booking));
	}

	private Outcome<Booking> move(List<TicketChange> live, SlotReference target, SeatSelection.@Nullable Named seats,
			StaffAction action, IdempotentRequest request) {
		if (seats != null && seats.count() != live.size()) {
			return Outcome.refused(new Rejection.InvalidRequest("seats",
					"must be as many as the tickets that are moved, which are " + live.size()));
		}
		SeatSelection wanted = (seats != null) ? seats : new SeatSelection.Best(live.size());
		Sales.Wanted move = Sales.Wanted.toMove((seats != null) ? null : live.getFirst().booking().section().slot(),
				target, wanted, action);
		return Outcome.unless(live.stream().flatMap((change) -> change.refusal().stream()).findFirst(),
				() -> this.sales.sell(move, (candidate) -> {
					Reschedule reschedule = this.purchases.reschedule(live, wanted, candidate);
					return Once.of(reschedule, request.record(reschedule.key().toString()));
				}))
			.map(Reschedule.Moved::made);
	}

	/**
	 * Cancels tickets of a booking, all of them or none. Tickets that are already
	 * canceled do not change.
	 * @param tickets the tickets, empty for all
	 */
	public Outcome<Booking> cancel(BookingReference id, List<TicketId> tickets, Staff staff, IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of("cancelBooking")
			.with("bookingId", id)
			.with("ticketIds", tickets.isEmpty() ? null : tickets)
			.with("reason", staff.reason());
		return this.metrics.countRefusal(this.replays.repeatable(key, meaning,
				() -> this.executor.whileSlotChanges(() -> find(id, tickets, action(ActionKind.CANCELED, staff))
					.flatMap((changes) -> this.executor.execute(this.purchases.cancel(changes))))));
	}

	/**
	 * Records that the customer is sent the tickets again.
	 */
	public Outcome<Booking> send(BookingReference id, Staff staff, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key,
				Fingerprint.of("sendTickets").with("bookingId", id).with("reason", staff.reason()));
		return this.metrics.countRefusal(this.replays.once(request,
				() -> Outcome.of(this.lookup.booking(id), Rejection.NotFound.BOOKING)
					.flatMap((booking) -> this.executor
						.execute(Once.of(new RecordAction(booking, action(ActionKind.SENT, staff)),
								request.record(new BookingKey(booking.section(), booking.id()).toString())))),
				this::booking));
	}

	private StaffAction action(ActionKind kind, Staff staff) {
		return new StaffAction(this.clock.instant().truncatedTo(ChronoUnit.MILLIS), staff.actor(), kind,
				staff.reason());
	}

	/**
	 * Finds tickets of a booking that can be moved.
	 */
	private Outcome<List<TicketChange>> live(BookingReference id, List<TicketId> tickets, StaffAction action) {
		return find(id, tickets, action).map((found) -> {
			List<TicketChange> booked = found.stream()
				.filter((change) -> change.ticket().status() == TicketStatus.BOOKED)
				.toList();
			return (tickets.isEmpty() && !booked.isEmpty()) ? booked : found;
		});
	}

	private Outcome<List<TicketChange>> find(BookingReference id, List<TicketId> tickets, StaffAction action) {
		return Outcome.of(this.lookup.tickets(id), Rejection.NotFound.BOOKING).flatMap((found) -> {
			List<TicketId> all = found.stream()
				.map(FoundTicket::details)
				.map((details) -> details.ticket().id())
				.toList();
			return all.containsAll(tickets) ? Outcome.done(found.stream()
				.filter((ticket) -> tickets.isEmpty() || tickets.contains(ticket.details().ticket().id()))
				.map((ticket) -> this.purchases.change(ticket, action))
				.toList()) : Outcome.refused(UNKNOWN_TICKETS);
		});
	}

	/**
	 * Who acts at the box office, and why.
	 *
	 * @param actor the id of an API key, or the name of an operator
	 */
	public record Staff(String actor, String reason) {
	}

	/**
	 * Records an action that changes nothing else.
	 *
	 * @param booking the booking as the caller read it
	 */
	record RecordAction(Booking booking, StaffAction action) implements SaleCommand<Booking> {

		@Override
		public Affected affected() {
			return new Affected(this.booking.tickets().stream().map(Ticket::id).toList(), null);
		}

		@Override
		public List<SectionKey> sections() {
			return List.of(this.booking.section());
		}

		@Override
		public int items() {
			return 1;
		}

		@Override
		public Outcome<Booking> apply(UnitOfWork unitOfWork) {
			Optional<Booking> current = unitOfWork.find(Bookings.ITEMS, this.booking);
			return Outcome.of(current, Rejection.NotFound.BOOKING).flatMap((found) -> {
				if (found.actions().contains(this.action)) {
					return Outcome.done(found);
				}
				if (found.actions().size() >= StaffAction.MAX_ACTIONS) {
					return Outcome.refused(new Rejection.InvalidRequest("bookingId",
							"has the maximum of %d actions of the box office".formatted(StaffAction.MAX_ACTIONS)));
				}
				Booking recorded = found.recording(this.action);
				unitOfWork.put(Bookings.ITEMS, recorded);
				return Outcome.done(recorded);
			});
		}

	}

}
