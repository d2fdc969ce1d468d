package com.ticketly.booking;

import java.util.List;
import java.util.Optional;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.listing.Replacement;
import com.ticketly.listing.TicketDetails;
import com.ticketly.listing.TicketLookup;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.PhoneNumber;

import org.springframework.stereotype.Service;

/**
 * The use cases of tickets: book, reschedule, transfer, cancel.
 */
@Service
public class TicketController {

	private final TicketLookup lookup;

	private final Sales sales;

	private final Purchases purchases;

	private final CommandExecutor executor;

	private final Replays replays;

	private final SalesMetrics metrics;

	TicketController(TicketLookup lookup, Sales sales, Purchases purchases, CommandExecutor executor, Replays replays,
			SalesMetrics metrics) {
		this.lookup = lookup;
		this.sales = sales;
		this.purchases = purchases;
		this.executor = executor;
		this.replays = replays;
		this.metrics = metrics;
	}

	/**
	 * Books tickets: all of them, or none.
	 * @return the booking; for a repeated request, the booking as it is now
	 */
	public Outcome<Booking> book(BookingOrder order, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key, order.fingerprint("book"));
		return this.metrics.countRefusal(this.replays.once(request, () -> book(order, request), this::booking));
	}

	private Outcome<Booking> book(BookingOrder order, IdempotentRequest request) {
		return this.sales.<Booking>sell(Sales.Wanted.by(order), (candidate) -> {
			Book book = this.purchases.book(order, null, null, candidate);
			return Once.of(book, request.record(book.key().toString()));
		}).map(this.metrics::count);
	}

	private Outcome<Booking> booking(String result) {
		return Outcome.of(this.lookup.booking(BookingKey.parse(result)), Rejection.NotFound.TICKET);
	}

	/**
	 * Moves a ticket to another slot: makes a new ticket and cancels the old one, both or
	 * neither.
	 * @return the tickets; for a repeated request, the tickets as they are now
	 */
	public Outcome<Replacement> reschedule(TicketId id, SlotReference target, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key,
				target.addTo(Fingerprint.of("reschedule")).with("ticketId", id));
		return this.metrics.countRefusal(this.replays.once(request,
				() -> find(id).flatMap((change) -> reschedule(change, target, request)), this::replacement));
	}

	private Outcome<Replacement> reschedule(TicketChange change, SlotReference target, IdempotentRequest request) {
		Sales.Wanted wanted = Sales.Wanted.toMove(change.booking().section().slot(), target);
		return Outcome.unless(change.refusal(), () -> this.sales.sell(wanted, (candidate) -> {
			Reschedule reschedule = this.purchases.reschedule(List.of(change), wanted.seats(), candidate);
			return Once.of(reschedule, request.record(reschedule.key().toString()));
		})).map((moved) -> new Replacement(TicketDetails.first(moved.made()), details(moved.replaced(), change)));
	}

	private static TicketDetails details(Booking booking, TicketChange change) {
		return TicketDetails.find(booking, change.ticket().id()).orElseThrow();
	}

	/**
	 * Transfers a ticket to another customer: makes a new ticket of the same seat and
	 * cancels the old one, both or neither.
	 * @return the tickets; for a repeated request, the tickets as they are now
	 */
	public Outcome<Replacement> transfer(TicketId id, String userName, PhoneNumber phone, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key,
				Fingerprint.of("transfer")
					.with("ticketId", id)
					.with("userName", userName)
					.with("phoneNumber", phone.e164()));
		return this.metrics.countRefusal(this.replays.once(request,
				() -> this.executor
					.whileSlotChanges(() -> find(id).flatMap((change) -> transfer(change, userName, phone, request))),
				this::replacement));
	}

	private Outcome<Replacement> transfer(TicketChange change, String userName, PhoneNumber phone,
			IdempotentRequest request) {
		return Outcome.unless(change.refusal(), () -> {
			Transfer transfer = this.purchases.transfer(change, userName, phone);
			return this.executor.execute(Once.of(transfer, request.record(transfer.key().toString())));
		});
	}

	private Outcome<Replacement> replacement(String result) {
		return booking(result).map(TicketDetails::first).flatMap((made) -> {
			Optional<Replacement> replacement = Optional.ofNullable(made.ticket().replaces())
				.flatMap(this.lookup::ticket)
				.map((replaced) -> new Replacement(made, replaced.details()));
			return Outcome.of(replacement, Rejection.NotFound.TICKET);
		});
	}

	/**
	 * Cancels a ticket, whose seat can then be sold again. A ticket that is already
	 * canceled does not change.
	 */
	public Outcome<TicketDetails> cancel(TicketId id, IdempotencyKey key) {
		return this.metrics.countRefusal(this.replays.repeatable(key, Fingerprint.of("cancel").with("ticketId", id),
				() -> this.executor.whileSlotChanges(() -> find(id).flatMap(this::cancel))));
	}

	private Outcome<TicketDetails> cancel(TicketChange change) {
		if (change.ticket().status() == TicketStatus.CANCELED) {
			return Outcome.done(change.found().details());
		}
		return Outcome.unless(change.refusal(), () -> this.executor.execute(this.purchases.cancel(List.of(change))))
			.map((canceled) -> details(canceled, change));
	}

	private Outcome<TicketChange> find(TicketId id) {
		return Outcome.of(this.lookup.ticket(id).map((found) -> this.purchases.change(found, null)),
				Rejection.NotFound.TICKET);
	}

}
