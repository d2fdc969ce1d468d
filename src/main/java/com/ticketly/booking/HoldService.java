package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.listing.HoldDetails;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundHold;
import com.ticketly.price.Payment;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldProperties;
import com.ticketly.ticket.HoldStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * The use cases of holds: hold, prolong, confirm, release.
 */
@Service
public class HoldService {

	private final Clock clock;

	private final HoldProperties properties;

	private final TicketLookup lookup;

	private final Sales sales;

	private final Purchases purchases;

	private final CommandExecutor executor;

	private final Replays replays;

	private final SalesMetrics metrics;

	HoldService(Clock clock, HoldProperties properties, TicketLookup lookup, Sales sales, Purchases purchases,
			CommandExecutor executor, Replays replays, SalesMetrics metrics) {
		this.clock = clock;
		this.properties = properties;
		this.lookup = lookup;
		this.sales = sales;
		this.purchases = purchases;
		this.executor = executor;
		this.replays = replays;
		this.metrics = metrics;
	}

	/**
	 * Holds seats: all of them, or none.
	 * @param lasts how long, null for the default
	 * @return the hold; for a repeated request, the hold as it is now
	 */
	public Outcome<HoldDetails> hold(BookingOrder order, @Nullable Duration lasts, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key, order.fingerprint("hold").with("lasts", lasts));
		return this.metrics.countRefusal(this.replays.once(request, () -> hold(order, lasts, request), this::hold));
	}

	private Outcome<HoldDetails> hold(BookingOrder order, @Nullable Duration lasts, IdempotentRequest request) {
		Instant now = this.clock.instant();
		Hold hold = Hold.of(now, (lasts != null) ? lasts : this.properties.lasts());
		return this.sales.<Booking>sell(Sales.Wanted.by(order), (candidate) -> {
			Book book = this.purchases.book(order, hold, null, candidate);
			return Once.of(book, request.record(book.key().toString()));
		}).map((booking) -> HoldDetails.of(booking, now));
	}

	private Outcome<HoldDetails> hold(String result) {
		return Outcome.of(this.lookup.booking(BookingKey.parse(result)), Rejection.NotFound.HOLD)
			.map((booking) -> HoldDetails.of(booking, this.clock.instant()));
	}

	/**
	 * Confirms a hold, which turns it into a booking. A hold that is already confirmed
	 * does not change.
	 * @param payment the payment, which is exactly what the hold costs; null for none
	 */
	public Outcome<Booking> confirm(HoldId id, @Nullable Payment payment, IdempotencyKey key) {
		Fingerprint meaning = Fingerprint.of("confirm")
			.with("holdId", id)
			.with("reference", (payment != null) ? payment.reference() : null)
			.with("amount", (payment != null) ? payment.amount() : null);
		return this.metrics.countRefusal(this.replays.repeatable(key, meaning,
				() -> this.executor.whileSlotChanges(() -> find(id).flatMap((found) -> confirm(id, found, payment)))));
	}

	private Outcome<Booking> confirm(HoldId id, FoundHold found, @Nullable Payment payment) {
		return Outcome.unless(refusal(found), () -> end(id, found, HoldStatus.CONFIRMED, payment)).map((ended) -> {
			if (ended.now()) {
				this.metrics.count(ended.booking());
			}
			return found.statusAt().apply(ended.booking());
		});
	}

	/**
	 * Returns why a hold cannot become a booking or last longer, or empty if it can, or
	 * already is a booking.
	 */
	private Optional<Rejection> refusal(FoundHold found) {
		return found.booking().isTicketed() ? Optional.empty() : this.sales.refusal(found.statusAt().slot());
	}

	/**
	 * Prolongs a hold, which is possible once.
	 * @return the hold; for a repeated request, the hold as it is now
	 */
	public Outcome<HoldDetails> prolong(HoldId id, IdempotencyKey key) {
		IdempotentRequest request = this.replays.beginLikelyNew(key, Fingerprint.of("prolong").with("holdId", id));
		return this.metrics.countRefusal(this.replays.once(request,
				() -> this.executor.whileSlotChanges(() -> find(id).flatMap((found) -> prolong(id, found, request))),
				this::hold));
	}

	private Outcome<HoldDetails> prolong(HoldId id, FoundHold found, IdempotentRequest request) {
		BookingKey booking = new BookingKey(found.booking().section(), found.booking().id());
		return Outcome
			.unless(refusal(found),
					() -> this.executor
						.execute(Once.of(this.purchases.prolong(id, found), request.record(booking.toString()))))
			.map((prolonged) -> HoldDetails.of(found.statusAt().apply(prolonged), this.clock.instant()));
	}

	/**
	 * Releases the seats of a hold. A hold that has already ended without being confirmed
	 * does not change.
	 */
	public Outcome<HoldDetails> release(HoldId id, IdempotencyKey key) {
		return this.metrics.countRefusal(this.replays.repeatable(key, Fingerprint.of("release").with("holdId", id),
				() -> find(id).flatMap((found) -> end(id, found, HoldStatus.RELEASED, null))
					.map((ended) -> HoldDetails.of(ended.booking(), this.clock.instant()))));
	}

	private Outcome<EndHold.Ended> end(HoldId id, FoundHold found, HoldStatus end, @Nullable Payment payment) {
		return this.executor.execute(this.purchases.end(id, found, end, payment));
	}

	private Outcome<FoundHold> find(HoldId id) {
		return Outcome.of(this.lookup.hold(id), Rejection.NotFound.HOLD);
	}

}
