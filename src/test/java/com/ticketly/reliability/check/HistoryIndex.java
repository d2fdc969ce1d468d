package com.ticketly.reliability.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round.ClockMove;
import com.ticketly.reliability.check.Round.Show;

/**
 * Finds the operations of a history that concern something.
 */
final class HistoryIndex {

	static final long NEVER = Long.MAX_VALUE;

	private final Round round;

	private final Map<String, List<Operation>> byCustomer;

	private final Map<String, List<Operation>> bySubject;

	private final Map<String, List<Operation>> bySlot;

	private final Map<String, Show> shows = new HashMap<>();

	HistoryIndex(Round round) {
		this.round = round;
		this.byCustomer = round.operations()
			.stream()
			.filter((operation) -> operation.kind().takesSeats())
			.collect(Collectors.groupingBy((operation) -> operation.request().customer()));
		this.bySubject = round.operations()
			.stream()
			.collect(Collectors.groupingBy((operation) -> operation.request().subject()));
		this.bySlot = round.operations()
			.stream()
			.filter((operation) -> operation.request().subject().isEmpty())
			.collect(Collectors.groupingBy((operation) -> operation.request().slot()));
		round.shows().forEach((show) -> this.shows.put(show.id(), show));
	}

	Round round() {
		return this.round;
	}

	Show show(String slot) {
		return find(slot).orElseThrow();
	}

	/**
	 * Returns a slot, empty if it is of another round.
	 */
	Optional<Show> find(String slot) {
		return Optional.ofNullable(this.shows.get(slot));
	}

	/**
	 * Returns the requests that take seats, by their customers.
	 */
	Map<String, List<Operation>> intents() {
		return this.byCustomer;
	}

	List<Operation> of(String customer) {
		return this.byCustomer.getOrDefault(customer, List.of());
	}

	/**
	 * Returns the requests of some kinds for a ticket or hold.
	 */
	List<Operation> about(String subject, Kind... kinds) {
		return filter(this.bySubject.getOrDefault(subject, List.of()), Set.of(kinds));
	}

	/**
	 * Returns the requests that replace a ticket by another one.
	 */
	List<Operation> replacing(String ticket) {
		return about(ticket, Kind.RESCHEDULE, Kind.TRANSFER);
	}

	/**
	 * Returns the requests that end a ticket.
	 */
	List<Operation> ending(String ticket) {
		return about(ticket, Kind.CANCEL, Kind.RESCHEDULE, Kind.TRANSFER);
	}

	/**
	 * Returns the requests of some kinds for a whole slot.
	 */
	List<Operation> aboutSlot(String slot, Kind... kinds) {
		return filter(this.bySlot.getOrDefault(slot, List.of()), Set.of(kinds));
	}

	private static List<Operation> filter(List<Operation> operations, Set<Kind> kinds) {
		return operations.stream().filter((operation) -> kinds.contains(operation.kind())).toList();
	}

	/**
	 * Returns when the first of the operations that may be done began.
	 */
	static long begun(Collection<Operation> operations) {
		return min(operations.stream().filter(Operation::mayBeDone).toList(), Operation::start);
	}

	/**
	 * Returns when the first of the operations was certainly done.
	 */
	static long done(Collection<Operation> operations) {
		return min(operations.stream().filter(Operation::isDone).toList(), Operation::end);
	}

	private static long min(List<Operation> operations, ToLongFunction<Operation> time) {
		return operations.stream().mapToLong(time).min().orElse(NEVER);
	}

	static long first(long... times) {
		return Arrays.stream(times).min().orElse(NEVER);
	}

	/**
	 * Returns before when the clock had certainly not reached a time.
	 */
	long clockMayReach(long time) {
		return this.round.moves()
			.stream()
			.filter((move) -> move.to() >= time)
			.mapToLong(ClockMove::start)
			.min()
			.orElse(NEVER);
	}

	/**
	 * Returns from when the clock had certainly reached a time.
	 */
	long clockReached(long time) {
		return this.round.moves()
			.stream()
			.filter((move) -> move.to() >= time)
			.mapToLong(ClockMove::end)
			.min()
			.orElse(NEVER);
	}

}
