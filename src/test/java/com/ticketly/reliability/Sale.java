package com.ticketly.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Round.Show;
import com.ticketly.reliability.check.TicketState;
import org.jspecify.annotations.Nullable;

/**
 * The slots on sale, and the tickets and holds that customers know.
 */
final class Sale {

	/**
	 * Requests concern one of this many tickets or holds, the latest, most of which are
	 * live.
	 */
	private static final int LATEST = 60;

	private final List<Show> shows;

	private final List<String> tickets = new ArrayList<>();

	private final List<String> holds = new ArrayList<>();

	Sale(List<Show> shows) {
		this.shows = List.copyOf(shows);
	}

	List<Show> shows() {
		return this.shows;
	}

	/**
	 * Draws a slot, the first ones more often than the others.
	 */
	Show show(SplittableRandom random) {
		return this.shows.get(Math.min(random.nextInt(this.shows.size()), random.nextInt(this.shows.size())));
	}

	synchronized void learn(Answer answer) {
		answer.tickets().stream().filter(TicketState::isBooked).map(TicketState::id).forEach((ticket) -> {
			this.tickets.remove(ticket);
			this.tickets.add(ticket);
		});
		if (answer.hold() != null && !this.holds.contains(answer.hold().id())) {
			this.holds.add(answer.hold().id());
		}
	}

	synchronized @Nullable String ticket(SplittableRandom random) {
		return draw(this.tickets, random);
	}

	synchronized @Nullable String hold(SplittableRandom random) {
		return draw(this.holds, random);
	}

	private static @Nullable String draw(List<String> ids, SplittableRandom random) {
		int latest = Math.min(LATEST, ids.size());
		return (latest == 0) ? null : ids.get(ids.size() - 1 - random.nextInt(latest));
	}

}
