package com.ticketly.reliability.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.ticketly.reliability.check.Violation.Rule;

/**
 * Checks the history of a round, and what was stored in the end, against the promises of
 * the service. It knows the API, but nothing of how the service keeps them.
 */
public final class Checker {

	/**
	 * Refusals that the load can cause. A client that the machine is too slow for does
	 * not send its body in time.
	 */
	private static final Set<String> KNOWN_REFUSALS = Set.of("sold-out", "seats-taken", "sales-closed", "slot-canceled",
			"changes-closed", "ticket-not-booked", "same-slot", "hold-ended", "request-timeout");

	private Checker() {
	}

	/**
	 * Returns all violations of a round.
	 */
	public static List<Violation> check(Round round) {
		HistoryIndex history = new HistoryIndex(round);
		Claims claims = new Claims(history);
		List<Violation> violations = new ArrayList<>();
		checkStatuses(round, violations);
		new TableCheck(round.tables(), violations).check();
		new OutcomeCheck(history, violations).check();
		new AnswerCheck(history, claims, violations).check();
		new ExpiryCheck(history, violations).check();
		checkSoldOnce(claims, violations);
		return violations;
	}

	/**
	 * Returns how the tables disagree with each other.
	 */
	public static List<Violation> check(Tables tables) {
		List<Violation> violations = new ArrayList<>();
		new TableCheck(tables, violations).check();
		return violations;
	}

	private static void checkStatuses(Round round, List<Violation> violations) {
		for (Operation operation : round.operations()) {
			Answer answer = operation.answer();
			if (answer.isRefused() && !KNOWN_REFUSALS.contains(answer.problem())) {
				boolean missing = answer.problem().endsWith("-not-found");
				violations.add(new Violation(missing ? Rule.ACKNOWLEDGED_IS_THERE : Rule.STATUS_IS_KNOWN,
						operation.toString()));
			}
			else if (answer.status() >= 500 && answer.status() != 503) {
				violations.add(new Violation(Rule.STATUS_IS_KNOWN, operation.toString()));
			}
		}
	}

	private static void checkSoldOnce(Claims claims, List<Violation> violations) {
		claims.all().values().forEach((seats) -> seats.values().forEach((uses) -> {
			for (int i = 0; i < uses.size(); i++) {
				for (Claim other : uses.subList(i + 1, uses.size())) {
					if (uses.get(i).overlaps(other)) {
						violations.add(new Violation(Rule.SOLD_ONCE, uses.get(i) + " and " + other));
					}
				}
			}
		}));
	}

}
