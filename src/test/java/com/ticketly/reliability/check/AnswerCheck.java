package com.ticketly.reliability.check;

import java.util.List;

import com.ticketly.reliability.check.Answer.HoldState;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.Violation.Rule;

import static com.ticketly.reliability.check.HistoryIndex.begun;
import static com.ticketly.reliability.check.HistoryIndex.done;
import static com.ticketly.reliability.check.HistoryIndex.first;

/**
 * Checks that each answer is current: it contains what was acknowledged before its
 * request, and nothing that was not begun before it arrived.
 */
record AnswerCheck(HistoryIndex history, Claims claims, List<Violation> violations) {

	void check() {
		for (Operation operation : this.history.round().operations()) {
			operation.answer()
				.left()
				.forEach((slot, left) -> this.history.find(slot).ifPresent((show) -> checkLeft(operation, show, left)));
			operation.answer().tickets().forEach((ticket) -> checkTicket(operation, ticket));
			if (operation.answer().hold() instanceof HoldState hold) {
				checkHold(operation, hold);
			}
			checkRefusal(operation);
			if (operation.kind() == Kind.READ_SEATS && operation.isDone()) {
				checkSeats(operation, this.history.show(operation.request().slot()));
			}
			if (operation.kind() == Kind.LIST_TICKETS && operation.isDone() && operation.answer().complete()) {
				checkListed(operation);
			}
		}
	}

	private void checkLeft(Operation operation, Show show, int left) {
		List<Operation> cancels = this.history.aboutSlot(show.id(), Kind.CANCEL_SLOT);
		boolean mayBeOver = begun(cancels) <= operation.end() || operation.to() >= show.end();
		boolean isOver = done(cancels) <= operation.start() || operation.from() >= show.end();
		long certain = show.seats()
			.stream()
			.filter((seat) -> this.claims.isCertainlyTaken(show, seat, operation.start(), operation.end()))
			.count();
		long possible = show.seats()
			.stream()
			.filter((seat) -> this.claims.isPossiblyTaken(show, seat, operation.start(), operation.end()))
			.count() + this.claims.ghostSeats(show.id(), operation.end());
		long max = isOver ? 0 : show.seats().size() - certain;
		long min = mayBeOver ? 0 : show.seats().size() - possible;
		if (left > max || left < min) {
			add("%d seats left, but there were %d to %d".formatted(left, min, max), operation);
		}
	}

	private void checkSeats(Operation operation, Show show) {
		List<Operation> cancels = this.history.aboutSlot(show.id(), Kind.CANCEL_SLOT);
		if (begun(cancels) <= operation.end() || operation.to() >= show.end()) {
			return;
		}
		boolean ghosts = this.claims.ghostSeats(show.id(), operation.end()) > 0;
		operation.answer().seats().forEach((seat, symbol) -> {
			boolean right = symbol.equals(".")
					? !this.claims.isCertainlyTaken(show, seat, operation.start(), operation.end())
					: ghosts || this.claims.isPossiblyTaken(show, seat, operation.start(), operation.end());
			if (!right) {
				add("Seat %s is not %s".formatted(seat, symbol), operation);
			}
		});
	}

	private void checkTicket(Operation operation, TicketState ticket) {
		Show show = this.history.show(ticket.slot());
		boolean right = switch (ticket.status()) {
			case "Booked" -> !isCertainlyEnded(operation, ticket) && operation.from() < show.expiresAt();
			case "Canceled" -> isPossiblyEnded(operation, ticket.id(), ticket.slot());
			case "Expired" -> operation.to() >= show.expiresAt();
			default -> false;
		};
		if (!right) {
			add("The ticket is not " + ticket.status() + ": " + ticket, operation);
		}
	}

	private void checkHold(Operation operation, HoldState hold) {
		List<Operation> confirms = this.history.about(hold.id(), Kind.CONFIRM);
		List<Operation> releases = this.history.about(hold.id(), Kind.RELEASE);
		List<Operation> cancels = this.history.aboutSlot(hold.slot(), Kind.CANCEL_SLOT);
		boolean right = switch (hold.status()) {
			case "Held" -> operation.from() < hold.until()
					&& first(done(confirms), done(releases), done(cancels)) > operation.start();
			case "Confirmed" -> begun(confirms) <= operation.end();
			case "Released" -> first(begun(releases), begun(cancels)) <= operation.end();
			case "Expired" -> operation.to() >= hold.until();
			default -> false;
		};
		if (!right) {
			add("The hold is not " + hold.status() + ": " + hold, operation);
		}
	}

	private boolean isCertainlyEnded(Operation operation, TicketState ticket) {
		return done(this.history.ending(ticket.id())) <= operation.start()
				|| done(this.history.aboutSlot(ticket.slot(), Kind.CANCEL_SLOT)) <= operation.start();
	}

	private boolean isPossiblyEnded(Operation operation, String ticket, String slot) {
		return begun(this.history.ending(ticket)) <= operation.end()
				|| begun(this.history.aboutSlot(slot, Kind.CANCEL_SLOT)) <= operation.end();
	}

	/**
	 * Checks that a ticket was not refused as ended although nobody can have ended it.
	 */
	private void checkRefusal(Operation operation) {
		if (!operation.answer().problem().equals("ticket-not-booked")) {
			return;
		}
		String ticket = operation.request().subject();
		this.history.round()
			.tables()
			.bookings()
			.stream()
			.flatMap((booking) -> booking.tickets().stream())
			.filter((stored) -> stored.id().equals(ticket))
			.filter((stored) -> !isPossiblyEnded(operation, ticket, stored.slot())
					&& operation.to() < this.history.show(stored.slot()).expiresAt())
			.forEach((stored) -> add("The ticket is booked", operation));
	}

	/**
	 * Checks that a list of booked tickets contains each that certainly was.
	 */
	private void checkListed(Operation operation) {
		List<String> listed = operation.answer().tickets().stream().map(TicketState::id).toList();
		String slot = operation.request().slot();
		Show show = this.history.show(slot);
		if (operation.to() >= show.expiresAt()
				|| begun(this.history.aboutSlot(slot, Kind.CANCEL_SLOT)) <= operation.end()) {
			return;
		}
		this.claims.of(slot)
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((claim) -> !claim.wasHeld())
			.filter((claim) -> claim.isCertainIn(operation.start(), operation.end()))
			.filter((claim) -> !listed.contains(claim.what()))
			.forEach((claim) -> add("Not listed: " + claim, operation));
	}

	private void add(String text, Operation operation) {
		this.violations.add(new Violation(Rule.ANSWERS_ARE_CURRENT, text + ": " + operation));
	}

}
