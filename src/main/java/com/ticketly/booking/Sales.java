package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds a section to sell from: in the first slot that has one, one with enough seats, in
 * good company, or at random, so that all instances spread an on-sale over all sections.
 */
@Component
class Sales {

	/**
	 * How often sections are looked for that others then empty first, before the caller
	 * is asked to come again.
	 */
	private static final int MAX_LOOKS = 10;

	private static final int FINAL = Integer.MAX_VALUE;

	private final Clock clock;

	private final SalesProperties properties;

	private final Slots slots;

	private final SectionQueues queues;

	private final SeatAvailability availability;

	/**
	 * Slots that are scheduled later come later in their list, so an old list is good for
	 * selling; only a refusal needs a new one.
	 */
	private final Cache<SlotReference, List<Slot>> known = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final SharedReads<SlotReference, List<Slot>> current;

	Sales(Clock clock, SalesProperties properties, Slots slots, SectionQueues queues, SeatAvailability availability) {
		this.clock = clock;
		this.properties = properties;
		this.slots = slots;
		this.queues = queues;
		this.availability = availability;
		this.current = new SharedReads<>(this::find);
	}

	/**
	 * Returns whether a slot is on sale, as far as time and operators say.
	 */
	boolean isOpen(Slot slot) {
		return refusal(slot).isEmpty();
	}

	/**
	 * Returns why a slot is not on sale, empty where it is.
	 */
	Optional<Rejection> refusal(Slot slot) {
		return slot.refusalAt(this.clock.instant(), this.properties.period()).map(Rejection::of);
	}

	/**
	 * Sells from the first slot with enough seats.
	 * @param wanted the slots to choose from
	 * @param except the slot not to choose, null for none
	 * @param seats which seats are wanted
	 * @param purchase makes the command that takes them from a section
	 */
	<T> Outcome<T> sell(SlotReference wanted, @Nullable SlotId except, SeatWish seats,
			Function<Offer, Command<T>> purchase) {
		Deadline deadline = this.queues.deadline();
		List<Slot> known = this.known.getIfPresent(wanted);
		Outcome<T> outcome = (known != null) ? sell(known, except, seats, purchase, deadline)
				: Outcome.refused(new Rejection.SlotNotFound());
		for (int look = 0; look < MAX_LOOKS; look++) {
			boolean changed = outcome instanceof Outcome.Refused<T>(Rejection.SlotChanged());
			if (isFinal(outcome) && !changed) {
				return outcome;
			}
			List<Slot> current = this.current.get(wanted);
			if (current.equals(known) && !changed) {
				return outcome;
			}
			known = current;
			this.known.put(wanted, current);
			outcome = sell(current, except, seats, purchase, deadline);
		}
		return Outcome.refused(new Rejection.Busy(this.properties.retryAfter()));
	}

	private List<Slot> find(SlotReference wanted) {
		return switch (wanted) {
			case SlotReference.ById(var id) -> this.slots.read(id).stream().toList();
			case SlotReference.ByName(var name, var start) -> this.slots.named(name, start);
		};
	}

	private <T> Outcome<T> sell(List<Slot> slots, @Nullable SlotId except, SeatWish seats,
			Function<Offer, Command<T>> purchase, Deadline deadline) {
		Rejection closest = new Rejection.SlotNotFound();
		for (Slot slot : slots) {
			Outcome<T> outcome = slot.id().equals(except) ? Outcome.refused(new Rejection.SameSlot(slot.id()))
					: sell(slot, seats, purchase, deadline);
			if (isFinal(outcome)) {
				return outcome;
			}
			if (outcome instanceof Outcome.Refused<T>(var rejection) && closeness(rejection) > closeness(closest)) {
				closest = rejection;
			}
		}
		return Outcome.refused(closest);
	}

	/**
	 * Returns whether no other slot or section could do better.
	 */
	private static boolean isFinal(Outcome<?> outcome) {
		return !(outcome instanceof Outcome.Refused(var rejection)) || closeness(rejection) == FINAL;
	}

	/**
	 * Returns how close to selling a slot came that refused, or {@link #FINAL} when no
	 * other slot could do better.
	 */
	private static int closeness(Rejection rejection) {
		return switch (rejection) {
			case Rejection.SlotNotFound notFound -> -3;
			case Rejection.SameSlot same -> -2;
			case Rejection.SalesClosed closed -> -1;
			case Rejection.SlotCanceled canceled -> -1;
			case Rejection.SlotChanged() -> FINAL;
			case Rejection.Invalid invalid -> 0;
			case Rejection.SeatsTaken taken -> 1;
			case Rejection.SoldOut(var slot, int left) -> left;
			case Rejection.TicketNotFound notFound -> FINAL;
			case Rejection.TicketNotBooked notBooked -> FINAL;
			case Rejection.UserNotFound notFound -> FINAL;
			case Rejection.HoldNotFound notFound -> FINAL;
			case Rejection.HoldEnded ended -> FINAL;
			case Rejection.TooManyHolds holds -> FINAL;
			case Rejection.TooManyTickets tickets -> FINAL;
			case Rejection.RequestRunning() -> FINAL;
			case Rejection.Busy busy -> FINAL;
		};
	}

	private <T> Outcome<T> sell(Slot slot, SeatWish seats, Function<Offer, Command<T>> purchase, Deadline deadline) {
		Optional<Rejection> refusal = refusal(slot);
		if (refusal.isPresent()) {
			return Outcome.refused(refusal.get());
		}
		SeatingPlan plan = this.slots.seating(slot);
		return switch (seats) {
			case SeatWish.Named named -> NamedSeats.findTogether(slot, plan, named)
				.flatMap((offer) -> this.queues.execute(purchase.apply(offer), deadline));
			case SeatWish.Best(int count) -> sellBest(slot, plan, count, purchase, deadline);
		};
	}

	private <T> Outcome<T> sellBest(Slot slot, SeatingPlan plan, int count, Function<Offer, Command<T>> purchase,
			Deadline deadline) {
		// Of one section all that is there will do, and it knows best what that is.
		SeatQuality first = (slot.capacity().sections() > 1) ? SeatQuality.SIDE_BY_SIDE
				: SeatQuality.ANYWHERE_ACCESSIBLE;
		// At first what this instance saw last will do, but not to settle for less.
		Instant now = this.clock.instant();
		Optional<Outcome<T>> outcome = buy(offers(slot, plan, first), (offer) -> mayHave(offer, count, now), purchase,
				deadline);
		for (int look = 0; look < MAX_LOOKS && outcome.isEmpty(); look++) {
			List<Section> sections = this.availability.sections(slot.id());
			if (sections.stream().noneMatch(Section::open)) {
				return Outcome.refused(new Rejection.SalesClosed(slot.id()));
			}
			if (sections.stream().noneMatch((section) -> section.left() >= count)) {
				int left = sections.stream().mapToInt(Section::left).sum();
				return Outcome.refused(new Rejection.SoldOut(slot.id(), left));
			}
			Map<SectionKey, SeatQuality> best = bestFits(plan, sections, count);
			outcome = fits(best.values()).tailSet(first)
				.stream()
				.flatMap((fit) -> buy(offers(slot, plan, fit), (offer) -> suits(best.get(offer.section()), fit),
						purchase, deadline)
					.stream())
				.findFirst();
		}
		return outcome.orElseGet(() -> Outcome.refused(new Rejection.Busy(this.properties.retryAfter())));
	}

	private static List<Offer> offers(Slot slot, SeatingPlan plan, SeatQuality fit) {
		return slot.sectionKeys()
			.stream()
			.map((key) -> new Offer(key, slot.edition(), plan.sections().get(key.no()), fit))
			.toList();
	}

	private boolean mayHave(Offer offer, int count, Instant now) {
		return this.queues.lastSeen(offer.section())
			.map((section) -> section.asOf(now).has(offer.plan(), count, offer.fit()))
			.orElse(true);
	}

	/**
	 * Returns how well the best seats of each section suit, without those that have too
	 * few.
	 */
	private static Map<SectionKey, SeatQuality> bestFits(SeatingPlan plan, List<Section> sections, int count) {
		Map<SectionKey, SeatQuality> best = new HashMap<>();
		for (Section section : sections) {
			section.bestQuality(plan.sections().get(section.key().no()), count)
				.ifPresent((fit) -> best.put(section.key(), fit));
		}
		return best;
	}

	private static boolean suits(@Nullable SeatQuality best, SeatQuality fit) {
		return best != null && best.meets(fit);
	}

	/**
	 * Returns what to look for, the best first: what there was when it was read, and less
	 * where others were faster.
	 */
	private static NavigableSet<SeatQuality> fits(Collection<SeatQuality> best) {
		NavigableSet<SeatQuality> fits = new TreeSet<>(best);
		fits.addAll(List.of(SeatQuality.SIDE_BY_SIDE_ACCESSIBLE, SeatQuality.ONE_ROW_ACCESSIBLE,
				SeatQuality.ANYWHERE_ACCESSIBLE));
		return fits;
	}

	/**
	 * Tries the sections that may suit.
	 * @param mayHave whether a section may have the seats that are offered, as far as is
	 * known
	 * @return empty when none of them can seat the customer
	 */
	private <T> Optional<Outcome<T>> buy(List<Offer> offers, Predicate<Offer> mayHave,
			Function<Offer, Command<T>> purchase, Deadline deadline) {
		List<Offer> untried = new ArrayList<>(offers);
		while (true) {
			// In the meantime company has changed, and everybody who was refused goes on.
			Optional<Offer> next = this.queues.byCompany(untried).stream().filter(mayHave).findFirst();
			if (next.isEmpty()) {
				return Optional.empty();
			}
			Outcome<T> outcome = this.queues.execute(purchase.apply(next.get()), deadline);
			if (isFinal(outcome)) {
				return Optional.of(outcome);
			}
			untried.remove(next.get());
		}
	}

}
