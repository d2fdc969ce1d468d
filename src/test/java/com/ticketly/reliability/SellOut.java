package com.ticketly.reliability;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Checker;
import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round;
import com.ticketly.reliability.check.Tables;
import com.ticketly.reliability.check.Tables.StoredSection;
import com.ticketly.reliability.check.Violation;
import com.ticketly.reliability.check.Violation.Rule;

/**
 * Sells every free seat of a round once more.
 */
record SellOut(Instances instances, Client client) {

	List<Violation> check(Round round) {
		List<Violation> violations = new ArrayList<>();
		Set<String> sold = new LinkedHashSet<>();
		long now = round.clock();
		for (StoredSection section : round.tables().sections()) {
			boolean isOver = round.shows()
				.stream()
				.anyMatch((show) -> show.id().equals(section.slot()) && show.end() <= now);
			if (section.open() && !isOver) {
				section.seats().stream().filter((seat) -> isFree(section, seat, now)).forEach((seat) -> {
					Request request = Request.book(Kind.BOOK, "sell-out " + section.slot() + " " + seat,
							"key of " + section.slot() + " " + seat, section.slot(), 1, List.of(seat), 0);
					Answer answer = this.client.sendUntilAnswered(request, seat.length());
					if (!answer.isDone()) {
						violations.add(new Violation(Rule.FREE_IS_SOLD, answer + ": " + request));
					}
				});
				sold.add(section.slot());
			}
		}
		sold.forEach((slot) -> checkSoldOut(slot, violations));
		violations.addAll(Checker.check(new TableReader(this.instances.auditor()).read(slots(round))));
		return violations;
	}

	private void checkSoldOut(String slot, List<Violation> violations) {
		Map<String, Integer> left = this.client.sendUntilAnswered(Request.ofSlot(Kind.READ_SLOT, slot), 0).left();
		if (!left.equals(Map.of(slot, 0))) {
			violations.add(new Violation(Rule.FREE_IS_SOLD, "Seats are left: " + left));
		}
	}

	private static boolean isFree(StoredSection section, String seat, long now) {
		Long heldUntil = section.holds().get(seat);
		return !section.blocked().contains(seat)
				&& (!section.taken().contains(seat) || (heldUntil != null && heldUntil <= now));
	}

	private static List<String> slots(Round round) {
		return round.tables().slots().stream().map(Tables.StoredSlot::id).toList();
	}

}
