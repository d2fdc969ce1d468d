package com.ticketly.booking;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.booking.CommandExecutor.SaleCommand;
import com.ticketly.commit.SalesProperties;
import com.ticketly.commit.SectionQueues;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.dynamodb.SharedReads;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.price.PriceList;
import com.ticketly.sale.PresaleCode;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatingPlan;
import com.ticketly.slot.SalesPeriod;
import com.ticketly.slot.SalesRefusal;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.StaffAction;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Sells seats of the first slot that has them, among the slots that a customer refers to.
 */
@Component
class Sales {

	/**
	 * How often slots are looked up again because they changed while the customer tried
	 * them.
	 */
	private static final int MAX_LOOKUPS = 10;

	private final Clock clock;

	private final SalesProperties properties;

	private final Slots slots;

	private final SectionQueues queues;

	private final SeatAvailability availability;

	private final CommandExecutor executor;

	/**
	 * Slots by reference. A sale may use an outdated list, because slots that are
	 * scheduled later come later in it. Only a refusal needs the current list.
	 */
	private final Cache<SlotReference, List<Slot>> cached = Caffeine.newBuilder()
		.maximumSize(10_000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final SharedReads<SlotReference, List<Slot>> current;

	/**
	 * The sections that have certain seats. They are computed once for each edition of a
	 * slot, because that looks at each seat.
	 */
	private final Cache<WantedSeats, Map<Integer, PlannedSection>> wanted = Caffeine.newBuilder()
		.maximumSize(1000)
		.build();

	Sales(Clock clock, SalesProperties properties, Slots slots, SectionQueues queues, SeatAvailability availability,
			CommandExecutor executor) {
		this.clock = clock;
		this.properties = properties;
		this.slots = slots;
		this.queues = queues;
		this.availability = availability;
		this.executor = executor;
		this.current = new SharedReads<>(this::find);
	}

	/**
	 * Returns why holds of a slot cannot be confirmed, or empty if they can. They were
	 * made while the slot was sold, so the terms of the sale do not matter.
	 */
	Optional<Rejection> refusal(Slot slot) {
		return slot.refusalAt(this.clock.instant(), this.properties.period()).map(Rejection::of);
	}

	private Optional<Rejection> refusal(Slot slot, Wanted wanted) {
		return slot.id().equals(wanted.except()) ? Optional.of(new Rejection.SameSlot(slot.id()))
				: saleRefusal(slot, wanted).map(Rejection::of).or(() -> priceRefusal(slot.sale().prices(), wanted));
	}

	private Optional<SalesRefusal> saleRefusal(Slot slot, Wanted wanted) {
		return (wanted.staff() != null) ? slot.refusalAt(this.clock.instant(), SalesPeriod.UNTIL_EXPIRY)
				: slot.saleRefusalAt(this.clock.instant(), this.properties.period(), wanted.presaleCode());
	}

	private static Optional<Rejection> priceRefusal(@Nullable PriceList prices, Wanted wanted) {
		if (prices == null && wanted.staff() != null && wanted.staff().givesAway()) {
			return Optional.of(new Rejection.InvalidRequest("free", "must be omitted because the slot has no prices"));
		}
		if (!wanted.concessions().isEmpty() && prices == null) {
			return Optional
				.of(new Rejection.InvalidRequest("concessions", "must be omitted because the slot has no prices"));
		}
		String unknown = wanted.concessions()
			.stream()
			.filter((name) -> prices != null && !prices.hasConcession(name))
			.distinct()
			.collect(Collectors.joining(", "));
		if (!unknown.isEmpty()) {
			return Optional.of(new Rejection.InvalidRequest("concessions",
					"contains names that are not concessions of the slot: " + unknown));
		}
		String category = (wanted.seats() instanceof SeatSelection.Best best) ? best.category() : null;
		boolean known = category == null || (prices != null && prices.findCategory(category).isPresent());
		return known ? Optional.empty()
				: Optional.of(new Rejection.InvalidRequest("category", "is not a price category of the slot"));
	}

	/**
	 * Sells seats of the first slot that has them.
	 * @param purchase creates the command that takes the seats from a section
	 */
	<T> Outcome<T> sell(Wanted wanted, Function<CandidateSection, SaleCommand<T>> purchase) {
		Deadline deadline = this.executor.deadline();
		Function<CandidateSection, Outcome<T>> attempt = (section) -> this.executor.execute(purchase.apply(section),
				deadline);
		List<Slot> slots = this.cached.getIfPresent(wanted.slot());
		Outcome<T> outcome = (slots != null) ? sell(slots, wanted, attempt) : Outcome.refused(Rejection.NotFound.SLOT);
		for (int lookup = 0; lookup < MAX_LOOKUPS; lookup++) {
			boolean changed = outcome instanceof Outcome.Refused<T>(Rejection.SlotChanged());
			if (isFinal(outcome) && !changed) {
				return outcome;
			}
			List<Slot> current = this.current.get(wanted.slot());
			if (current.equals(slots) && !changed) {
				return outcome;
			}
			slots = current;
			this.cached.put(wanted.slot(), current);
			outcome = sell(current, wanted, attempt);
		}
		return this.executor.busy();
	}

	private List<Slot> find(SlotReference wanted) {
		return switch (wanted) {
			case SlotReference.ById(var id) -> this.slots.read(id).stream().toList();
			case SlotReference.ByName(var name, var start) -> this.slots.named(name, start);
		};
	}

	private <T> Outcome<T> sell(List<Slot> slots, Wanted wanted, Function<CandidateSection, Outcome<T>> attempt) {
		Rejection closest = Rejection.NotFound.SLOT;
		for (Slot slot : slots) {
			Outcome<T> outcome = Outcome.unless(refusal(slot, wanted), () -> sell(slot, wanted.seats(), attempt));
			if (isFinal(outcome)) {
				return outcome;
			}
			if (outcome instanceof Outcome.Refused<T>(var rejection)
					&& Closeness.ORDER.compare(rejection, closest) > 0) {
				closest = rejection;
			}
		}
		return Outcome.refused(closest);
	}

	private <T> Outcome<T> sell(Slot slot, SeatSelection seats, Function<CandidateSection, Outcome<T>> attempt) {
		SeatingPlan plan = this.slots.seating(slot);
		return switch (seats) {
			case SeatSelection.Named named -> NamedSeats.findTogether(slot, plan, named).flatMap(attempt);
			case SeatSelection.Best best -> Outcome.unless(sectionRefusal(plan, best),
					() -> sellBest(new SectionChoice(this.queues, this.availability, slot, wanted(slot, plan, best),
							best.count(), this.clock.instant()), attempt));
		};
	}

	private static Optional<Rejection> sectionRefusal(SeatingPlan plan, SeatSelection.Best best) {
		String name = best.section();
		boolean known = name == null || plan.sections().stream().anyMatch((section) -> section.isCalled(name));
		return known ? Optional.empty()
				: Optional.of(new Rejection.InvalidRequest("section", "is not a section of the slot"));
	}

	/**
	 * Returns the sections that have seats that a customer wants, by number.
	 */
	private Map<Integer, PlannedSection> wanted(Slot slot, SeatingPlan plan, SeatSelection.Best best) {
		SeatSelection.Best seats = new SeatSelection.Best(1, best.section(), best.category(), best.accessible());
		return this.wanted.get(new WantedSeats(slot.id(), slot.edition(), seats), (_) -> {
			Map<Integer, PlannedSection> sections = new LinkedHashMap<>();
			for (int no = 0; no < plan.sections().size(); no++) {
				PlannedSection section = plan.sections().get(no);
				PlannedSection wanted = CandidateSection.wanted(seats, section, slot.sale().prices());
				boolean has = (best.section() == null || section.isCalled(best.section()))
						&& (wanted.wish().among() == null || !wanted.wish().among().isEmpty());
				if (has) {
					sections.put(no, wanted);
				}
			}
			return sections;
		});
	}

	private <T> Outcome<T> sellBest(SectionChoice sections, Function<CandidateSection, Outcome<T>> attempt) {
		while (sections.mayContinue()) {
			Outcome<CandidateSection> next = sections.next();
			Outcome<T> outcome = next.flatMap(attempt);
			if (next.isRefused() || isFinal(outcome)) {
				return outcome;
			}
		}
		return this.executor.busy();
	}

	/**
	 * Returns whether no other slot or section can change the outcome.
	 */
	private static boolean isFinal(Outcome<?> outcome) {
		return !(outcome instanceof Outcome.Refused(var rejection)) || Closeness.of(rejection) == Closeness.FINAL;
	}

	/**
	 * Seats that the service chooses, whatever their number.
	 */
	private record WantedSeats(SlotId slot, long edition, SeatSelection.Best seats) {
	}

	/**
	 * What a customer wants.
	 *
	 * @param except a slot that is not sold, null for none
	 * @param concessions the concession of each ticket, empty for the first one
	 * @param presaleCode the code of a presale that the customer sent, or null
	 * @param staff the action of the box office, which the terms of a sale do not bind;
	 * null for a customer
	 */
	record Wanted(SlotReference slot, @Nullable SlotId except, SeatSelection seats, List<String> concessions,
			@Nullable PresaleCode presaleCode, @Nullable StaffAction staff) {

		static Wanted by(BookingOrder order) {
			return by(order, null);
		}

		/**
		 * Returns what a customer wants.
		 * @param staff the action of the box office, null without it
		 */
		static Wanted by(BookingOrder order, @Nullable StaffAction staff) {
			return new Wanted(order.slot(), null, order.seats(), order.concessions(), order.presaleCode(), staff);
		}

		/**
		 * Returns what a customer wants who moves a ticket from one slot to another.
		 */
		static Wanted toMove(SlotId from, SlotReference target) {
			return new Wanted(target, from, new SeatSelection.Best(1), List.of(), null, null);
		}

		/**
		 * Returns what the box office moves tickets to.
		 * @param except the slot of the tickets, null if they may stay in it
		 */
		static Wanted toMove(@Nullable SlotId except, SlotReference target, SeatSelection seats, StaffAction staff) {
			return new Wanted(target, except, seats, List.of(), null, staff);
		}

	}

}
