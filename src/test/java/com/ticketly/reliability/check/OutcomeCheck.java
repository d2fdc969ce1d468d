package com.ticketly.reliability.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Tables.StoredSlot;
import com.ticketly.reliability.check.Violation.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Checks that what was acknowledged is stored, once and wholly, and nothing else.
 */
final class OutcomeCheck {

	private final HistoryIndex history;

	private final List<Violation> violations;

	private final Map<String, List<StoredBooking>> byCustomer;

	private final Map<String, TicketState> tickets = new HashMap<>();

	private final Map<String, StoredBooking> holds = new HashMap<>();

	private final Map<String, String> slots;

	OutcomeCheck(HistoryIndex history, List<Violation> violations) {
		this.history = history;
		this.violations = violations;
		Tables tables = history.round().tables();
		this.byCustomer = tables.bookings()
			.stream()
			.filter((booking) -> !booking.isMoved())
			.collect(Collectors.groupingBy(StoredBooking::customer));
		for (StoredBooking booking : tables.bookings()) {
			if (booking.isTicketed()) {
				booking.tickets().forEach((ticket) -> this.tickets.put(ticket.id(), ticket));
			}
			if (booking.hold() != null) {
				this.holds.put(booking.hold().id(), booking);
			}
		}
		this.slots = tables.slots().stream().collect(Collectors.toMap(StoredSlot::id, StoredSlot::status));
	}

	void check() {
		this.history.round().operations().stream().filter(Operation::isDone).forEach(this::checkDone);
		this.history.intents().forEach((customer, operations) -> checkIntent(operations, stored(customer)));
		this.byCustomer.forEach((customer, bookings) -> {
			if (this.history.of(customer).isEmpty()) {
				add(Rule.DONE_ONCE, "Nobody asked for it", bookings);
			}
		});
		this.tickets.values().forEach(this::checkStored);
		checkMoves();
	}

	private List<StoredBooking> stored(String customer) {
		return this.byCustomer.getOrDefault(customer, List.of());
	}

	private void checkDone(Operation operation) {
		Answer answer = operation.answer();
		String subject = operation.request().subject();
		boolean there = switch (operation.kind()) {
			case BOOK -> answer.tickets().size() == operation.request().count() && answer.tickets()
				.stream()
				.allMatch((ticket) -> isStored(ticket) && hasWantedSeat(operation, ticket.seat()));
			case HOLD -> answer.hold() != null && this.holds.containsKey(answer.hold().id())
					&& answer.hold().seats().stream().allMatch((seat) -> hasWantedSeat(operation, seat));
			case CONFIRM -> answer.tickets().stream().allMatch(this::isStored);
			case CANCEL -> hasStatus(subject, "Canceled");
			case RESCHEDULE -> hasStatus(subject, "Canceled") && isStored(answer.tickets().getFirst())
					&& subject.equals(answer.tickets().getFirst().replaces());
			case TRANSFER -> hasStatus(subject, "Canceled") && isTransferred(subject, answer.tickets().getFirst());
			case RELEASE -> isReleased(operation, this.holds.get(subject));
			case CANCEL_SLOT -> "Canceled".equals(this.slots.get(operation.request().slot()));
			default -> true;
		};
		if (!there) {
			add(Rule.ACKNOWLEDGED_IS_THERE, "It is not stored", operation);
		}
	}

	/**
	 * A hold that seems to have ended by itself needs no release. A confirmation that was
	 * decided before may still be written then.
	 */
	private static boolean isReleased(Operation operation, @Nullable StoredBooking stored) {
		return stored != null && stored.hold() != null
				&& (!stored.isTicketed() || operation.to() >= stored.hold().until());
	}

	private static boolean hasWantedSeat(Operation operation, String seat) {
		return operation.request().seats().isEmpty() || operation.request().seats().contains(seat);
	}

	private boolean isStored(TicketState answered) {
		TicketState stored = this.tickets.get(answered.id());
		return stored != null && stored.seat().equals(answered.seat()) && stored.slot().equals(answered.slot());
	}

	/**
	 * Returns whether a ticket became the one in an answer, which does not tell that.
	 */
	private boolean isTransferred(String ticket, TicketState answered) {
		TicketState stored = this.tickets.get(answered.id());
		return stored != null && isStored(answered) && ticket.equals(stored.replaces());
	}

	private boolean hasStatus(String ticket, String status) {
		return this.tickets.containsKey(ticket) && this.tickets.get(ticket).status().equals(status);
	}

	/**
	 * Checks a booking or hold, with all attempts to make it.
	 */
	private void checkIntent(List<Operation> operations, List<StoredBooking> stored) {
		Request request = operations.getFirst().request();
		Operation last = operations.getLast();
		if (stored.size() > 1) {
			add(Rule.DONE_ONCE, "It was done more than once", stored);
		}
		if (!stored.isEmpty() && stored.getFirst().tickets().size() != request.count()) {
			add(Rule.ALL_OR_NOTHING, "It was done in part", stored);
		}
		if (!stored.isEmpty() && operations.stream().allMatch((operation) -> operation.answer().isRefused())) {
			add(Rule.REFUSED_LEFT_NOTHING, "It is stored", last);
		}
		else if (!stored.isEmpty() && last.answer().isRefused()) {
			add(Rule.KEY_TELLS, "It is stored, but the last answer denies it", last);
		}
		if (!stored.isEmpty() && request.key() == null && last.answer().status() == 503
				&& !this.history.round().killed()) {
			add(Rule.UNANSWERED_IS_UNDONE, "It is stored", last);
		}
		Set<Object> told = new HashSet<>();
		operations.stream().filter(Operation::isDone).map((operation) -> made(operation.answer())).forEach(told::add);
		if (told.size() > 1) {
			add(Rule.KEY_TELLS, "The answers to one key differ", told);
		}
	}

	private static Object made(Answer answer) {
		return (answer.hold() != null) ? answer.hold().id() : answer.tickets().stream().map(TicketState::id).toList();
	}

	/**
	 * Checks that a ticket was canceled only if that was asked for.
	 */
	private void checkStored(TicketState ticket) {
		boolean asked = ticket.canceledWithSlot() ? isPossible(this.history.aboutSlot(ticket.slot(), Kind.CANCEL_SLOT))
				: isPossible(this.history.ending(ticket.id()));
		if (ticket.status().equals("Canceled") && !asked) {
			add(Rule.DONE_ONCE, "Nobody asked to cancel it", ticket);
		}
		if (ticket.isBooked() && "Canceled".equals(this.slots.get(ticket.slot()))) {
			add(Rule.ALL_OR_NOTHING, "Its slot is canceled", ticket);
		}
	}

	private static boolean isPossible(List<Operation> operations) {
		return operations.stream().anyMatch(Operation::mayBeDone);
	}

	private void checkMoves() {
		Map<String, List<TicketState>> moved = new HashMap<>();
		this.tickets.values()
			.stream()
			.filter((ticket) -> ticket.replaces() != null)
			.forEach((ticket) -> moved.computeIfAbsent(String.valueOf(ticket.replaces()), (_) -> new ArrayList<>())
				.add(ticket));
		moved.forEach((replaced, made) -> {
			if (made.size() > 1 || !isPossible(this.history.replacing(replaced))) {
				add(Rule.DONE_ONCE, "It was replaced more than once, or nobody asked for it", made);
			}
		});
	}

	private void add(Rule rule, String text, Object subject) {
		this.violations.add(new Violation(rule, text + ": " + subject));
	}

}
