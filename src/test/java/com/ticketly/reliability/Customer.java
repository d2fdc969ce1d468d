package com.ticketly.reliability;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

import com.ticketly.reliability.check.Answer;
import com.ticketly.reliability.check.Request;
import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Round.Show;
import org.jspecify.annotations.Nullable;

/**
 * Sends random requests, one after the other, as many customers and operators do. What it
 * sends follows from the seed and from the answers so far.
 */
final class Customer {

	/**
	 * How often each kind of request is sent, as its share of the list.
	 */
	private static final List<Kind> KINDS = Arrays.stream(Kind.values())
		.map((kind) -> Collections.nCopies(weight(kind), kind))
		.flatMap(List::stream)
		.toList();

	private static final int MAX_RETRIES = 3;

	private final String name;

	private final SplittableRandom random;

	private final Client client;

	private final Sale sale;

	private final int instances;

	private int intents;

	Customer(String name, SplittableRandom random, Client client, Sale sale, int instances) {
		this.name = name;
		this.random = random;
		this.client = client;
		this.sale = sale;
		this.instances = instances;
	}

	private static int weight(Kind kind) {
		return switch (kind) {
			case BOOK -> 34;
			case HOLD, RESCHEDULE -> 9;
			case CANCEL -> 15;
			case CONFIRM, TRANSFER -> 6;
			case RELEASE -> 3;
			case BLOCK, UNBLOCK, LIST_SLOTS, LIST_TICKETS -> 2;
			case READ_SLOT, READ_TICKET -> 7;
			case READ_SEATS -> 4;
			case READ_HOLD, EXPIRE -> 1;
			case CANCEL_SLOT -> 0;
		};
	}

	/**
	 * Sends a request, and retries it if it has a key and no answer.
	 */
	void act() {
		Kind kind = KINDS.get(this.random.nextInt(KINDS.size()));
		Request request = request(kind);
		if (request == null) {
			return;
		}
		int attempts = 1 + ((request.key() != null) ? this.random.nextInt(MAX_RETRIES + 1) : 0);
		for (int i = 0; i < attempts; i++) {
			Answer answer = this.client.send(request, this.random.nextInt(this.instances), chance(3));
			// A list may contain a booking that is about to be undone, which no customer
			// knows.
			if (kind != Kind.LIST_TICKETS) {
				this.sale.learn(answer);
			}
			// Some repeat a request although they know its answer.
			if (!answer.isUnknown() && !chance(20)) {
				return;
			}
		}
	}

	private @Nullable Request request(Kind kind) {
		Show show = this.sale.show(this.random);
		String key = chance(50) ? newName("key") : null;
		return switch (kind) {
			case BOOK, HOLD -> {
				List<String> seats = chance(40) ? seats(show) : List.of();
				yield Request.book(kind, newName("customer"), key, show.id(),
						seats.isEmpty() ? 1 + this.random.nextInt(4) : seats.size(), seats,
						1 + this.random.nextInt(200));
			}
			case CONFIRM, RELEASE, READ_HOLD -> of(kind, this.sale.hold(this.random), "", null);
			case CANCEL -> of(kind, this.sale.ticket(this.random), "", null);
			case RESCHEDULE -> of(kind, this.sale.ticket(this.random), show.id(), key);
			case TRANSFER -> {
				String ticket = this.sale.ticket(this.random);
				yield (ticket != null) ? Request.transfer(ticket, newName("customer"), key) : null;
			}
			case READ_TICKET -> of(kind, this.sale.ticket(this.random), "", null);
			case BLOCK, UNBLOCK -> Request.ofSeats(kind, show.id(), seats(show), key);
			case CANCEL_SLOT, READ_SLOT, READ_SEATS, LIST_TICKETS -> Request.ofSlot(kind, show.id());
			case EXPIRE, LIST_SLOTS -> Request.ofSlot(kind, "");
		};
	}

	private static @Nullable Request of(Kind kind, @Nullable String subject, String slot, @Nullable String key) {
		return (subject != null) ? Request.of(kind, subject, slot, key) : null;
	}

	/**
	 * Returns some seats that are next to each other.
	 */
	private List<String> seats(Show show) {
		int count = 1 + this.random.nextInt(3);
		int first = this.random.nextInt(show.seats().size() - count + 1);
		List<String> seats = show.seats().subList(first, first + count);
		// All seats of a booking are in one section.
		return seats.stream().filter((seat) -> show.isInSameSection(seat, seats.getFirst())).toList();
	}

	private String newName(String kind) {
		return kind + " " + this.name + "-" + this.intents++;
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

}
