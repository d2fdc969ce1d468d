package com.ticketly.reliability.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import com.ticketly.reliability.check.Answer.HoldState;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.Tables.StoredBooking;
import org.jspecify.annotations.Nullable;

import static com.ticketly.reliability.check.HistoryIndex.NEVER;
import static com.ticketly.reliability.check.HistoryIndex.begun;
import static com.ticketly.reliability.check.HistoryIndex.done;
import static com.ticketly.reliability.check.HistoryIndex.first;

/**
 * Which seats were in use when, as far as the history tells.
 */
final class Claims {

	private final HistoryIndex history;

	private final Map<String, Map<String, List<Claim>>> bySlotAndSeat = new HashMap<>();

	/**
	 * Requests that may have taken seats for a while: they have no certain answer, and
	 * nothing is stored for them.
	 */
	private final List<Operation> ghosts = new ArrayList<>();

	Claims(HistoryIndex history) {
		this.history = history;
		Set<String> stored = new HashSet<>();
		for (StoredBooking booking : history.round().tables().bookings()) {
			stored.add(booking.customer());
			claims(booking).forEach((claim) -> this.bySlotAndSeat.computeIfAbsent(claim.slot(), (_) -> new HashMap<>())
				.computeIfAbsent(claim.seat(), (_) -> new ArrayList<>())
				.add(claim));
		}
		history.intents().forEach((customer, operations) -> {
			if (!stored.contains(customer)) {
				operations.stream().filter((operation) -> operation.answer().isUnknown()).forEach(this.ghosts::add);
			}
		});
	}

	private List<Claim> claims(StoredBooking booking) {
		List<Operation> makers = booking.tickets().getFirst().replaces() instanceof String replaced
				? this.history.replacing(replaced) : this.history.of(booking.customer());
		long begun = begun(makers);
		long done = done(makers);
		if (booking.isTicketed()) {
			return booking.tickets()
				.stream()
				.flatMap((ticket) -> claims(booking.hold(), ticket, begun, done).stream())
				.toList();
		}
		HoldState hold = Objects.requireNonNull(booking.hold());
		List<Operation> releases = this.history.about(hold.id(), Kind.RELEASE);
		List<Operation> cancels = this.history.aboutSlot(booking.slot(), Kind.CANCEL_SLOT);
		long certainUntil = first(begun(releases), this.history.clockMayReach(hold.until()), begun(cancels));
		long possibleUntil = first(done(releases), this.history.clockReached(hold.until()));
		return hold.seats()
			.stream()
			.map((seat) -> new Claim(booking.slot(), seat, hold.id(), true, begun, done, certainUntil, possibleUntil))
			.toList();
	}

	/**
	 * Returns the uses of a seat by a ticket, and by the hold that it was. Between the
	 * end of the hold and the write of a confirmation that began before, nobody has the
	 * seat.
	 */
	private List<Claim> claims(@Nullable HoldState hold, TicketState ticket, long begun, long done) {
		if (hold != null) {
			long ended = this.history.clockMayReach(hold.until());
			List<Operation> confirms = this.history.about(hold.id(), Kind.CONFIRM);
			if (ended < done(confirms)) {
				return List.of(
						new Claim(ticket.slot(), ticket.seat(), hold.id(), true, begun, done, ended,
								this.history.clockReached(hold.until())),
						claim(ticket, true, begun(confirms), done(confirms)));
			}
		}
		return List.of(claim(ticket, hold != null, begun, done));
	}

	private Claim claim(TicketState ticket, boolean wasHeld, long begun, long done) {
		List<Operation> ends = this.history.ending(ticket.id());
		// A ticket that is still booked was certainly never ended.
		return new Claim(ticket.slot(), ticket.seat(), ticket.id(), wasHeld, begun, done,
				ticket.keepsSeat() ? NEVER : begun(ends), ticket.keepsSeat() ? NEVER : done(ends));
	}

	/**
	 * Returns the uses of each seat of a slot.
	 */
	Map<String, List<Claim>> of(String slot) {
		return this.bySlotAndSeat.getOrDefault(slot, Map.of());
	}

	Map<String, Map<String, List<Claim>>> all() {
		return this.bySlotAndSeat;
	}

	/**
	 * Returns whether a seat was certainly not for sale at every moment of a period.
	 */
	boolean isCertainlyTaken(Show show, String seat, long start, long end) {
		return any(show, seat, (claim) -> claim.isCertainIn(start, end)) || isCertainlyBlocked(show, seat, start, end);
	}

	/**
	 * Returns whether a seat may not have been for sale at some moment of a period.
	 */
	boolean isPossiblyTaken(Show show, String seat, long start, long end) {
		return any(show, seat, (claim) -> claim.isPossibleIn(start, end)) || isPossiblyBlocked(show, seat, start, end);
	}

	boolean any(Show show, String seat, Predicate<Claim> matches) {
		return of(show.id()).getOrDefault(seat, List.of()).stream().anyMatch(matches);
	}

	boolean isCertainlyBlocked(Show show, String seat, long start, long end) {
		return effects(show, seat, Kind.BLOCK).stream()
			.anyMatch((block) -> block.until() <= start && effects(show, seat, Kind.UNBLOCK).stream()
				.noneMatch((unblock) -> unblock.until() >= block.from() && unblock.from() <= end));
	}

	boolean isPossiblyBlocked(Show show, String seat, long start, long end) {
		return effects(show, seat, Kind.BLOCK).stream()
			.anyMatch((block) -> block.from() <= end && effects(show, seat, Kind.UNBLOCK).stream()
				.noneMatch((unblock) -> unblock.from() >= block.until() && unblock.until() <= start));
	}

	/**
	 * Returns when requests to block or unblock a seat may have taken effect. All
	 * attempts with the same key take effect once.
	 */
	private List<Effect> effects(Show show, String seat, Kind kind) {
		Map<Object, Effect> effects = new HashMap<>();
		this.history.aboutSlot(show.id(), kind)
			.stream()
			.filter((operation) -> operation.mayBeDone() && operation.request().seats().contains(seat))
			.forEach((operation) -> effects.merge(Objects.requireNonNullElse(operation.request().key(), operation),
					new Effect(operation.start(), operation.isDone() ? operation.end() : NEVER), Effect::or));
		return List.copyOf(effects.values());
	}

	/**
	 * Returns how many seats of a slot unanswered requests may have taken for a while.
	 */
	int ghostSeats(String slot, long end) {
		return this.ghosts.stream()
			.filter((operation) -> operation.request().slot().equals(slot) && operation.start() <= end)
			.mapToInt((operation) -> operation.request().count())
			.sum();
	}

	/**
	 * When a request took effect.
	 *
	 * @param until when it certainly had
	 */
	private record Effect(long from, long until) {

		private Effect or(Effect other) {
			return new Effect(Math.min(this.from, other.from), Math.min(this.until, other.until));
		}

	}

}
