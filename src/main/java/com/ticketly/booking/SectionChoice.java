package com.ticketly.booking;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.ticketly.commit.SectionQueues;
import com.ticketly.listing.SeatAvailability;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slot;

/**
 * Chooses, one after the other, the candidate sections for a customer who wants the best
 * seats of a slot.
 * <p>
 * At first it uses the cached sections of this instance, but only for seats side by side.
 * Before it accepts a lower seat quality, or reports that the slot is sold out, it reads
 * all sections. The section queues determine the order of sections of equal quality.
 */
final class SectionChoice {

	/**
	 * How often the sections are read. Each time, other customers may take the seats that
	 * were found.
	 */
	private static final int MAX_READS = 10;

	private final SectionQueues queues;

	private final SeatAvailability availability;

	private final Slot slot;

	/**
	 * The sections that have seats that the customer wants, by number.
	 */
	private final Map<Integer, PlannedSection> plans;

	private final int count;

	/**
	 * The quality to begin with. A slot with one section accepts any seats: the section
	 * itself picks the best ones.
	 */
	private final SeatQuality first;

	private final Queue<SeatQuality> nextQualities = new ArrayDeque<>();

	private SeatQuality quality;

	private Predicate<SectionKey> isCandidate;

	private List<SectionKey> untried;

	private int reads;

	/**
	 * Whether a section was tried that another instance sells.
	 */
	private boolean triedOther;

	SectionChoice(SectionQueues queues, SeatAvailability availability, Slot slot, Map<Integer, PlannedSection> plans,
			int count, Instant now) {
		this.queues = queues;
		this.availability = availability;
		this.slot = slot;
		this.plans = plans;
		this.count = count;
		this.first = (slot.capacity().sections() > 1) ? SeatQuality.SIDE_BY_SIDE : SeatQuality.ANYWHERE_ACCESSIBLE;
		this.quality = this.first;
		this.isCandidate = (section) -> mayHaveSeats(section, now);
		this.untried = keys();
	}

	boolean mayContinue() {
		return this.reads <= MAX_READS;
	}

	/**
	 * Returns the next section to try.
	 * @return the section, or the refusal if no section is left that could have the seats
	 */
	Outcome<CandidateSection> next() {
		if (this.triedOther && this.reads == 0) {
			// It had no seats. What is left of the others that are sold elsewhere is not
			// known here.
			this.untried.clear();
		}
		while (true) {
			Optional<SectionKey> next = this.queues.byPreference(this.untried)
				.stream()
				.filter(this.isCandidate)
				.findFirst();
			if (next.isPresent()) {
				this.untried.remove(next.get());
				this.triedOther |= !this.queues.owns(next.get());
				return Outcome.done(CandidateSection.of(this.slot, next.get().no(), plan(next.get()), this.quality));
			}
			if (this.nextQualities.isEmpty()) {
				Optional<Rejection> refusal = readSections();
				if (refusal.isPresent()) {
					return Outcome.refused(refusal.get());
				}
			}
			this.quality = this.nextQualities.remove();
			this.untried = keys();
		}
	}

	private List<SectionKey> keys() {
		return this.plans.keySet()
			.stream()
			.map((no) -> new SectionKey(this.slot.id(), no))
			.collect(Collectors.toList());
	}

	private PlannedSection plan(SectionKey key) {
		return Objects.requireNonNull(this.plans.get(key.no()));
	}

	private int left(Section section) {
		return section.left(plan(section.key()));
	}

	private boolean mayHaveSeats(SectionKey key, Instant now) {
		return this.queues.lastSeen(key)
			.map((section) -> section.asOf(now).has(plan(key), this.count, this.first))
			.orElse(true);
	}

	/**
	 * Reads all sections and starts again with the best quality that they have.
	 * @return the refusal if none of them has enough seats
	 */
	private Optional<Rejection> readSections() {
		this.reads++;
		List<Section> all = this.availability.sections(this.slot.id());
		this.queues.remember(all);
		List<Section> sections = all.stream().filter((section) -> this.plans.containsKey(section.key().no())).toList();
		if (all.stream().noneMatch(Section::open)) {
			return Optional.of(new Rejection.SalesClosed(this.slot.id()));
		}
		if (sections.stream().noneMatch((section) -> left(section) >= this.count)) {
			int left = sections.stream().mapToInt(this::left).sum();
			return Optional.of(new Rejection.SoldOut(this.slot.id(), left));
		}
		Map<SectionKey, SeatQuality> best = new HashMap<>();
		for (Section section : sections) {
			section.bestQuality(plan(section.key()), this.count)
				.ifPresent((quality) -> best.put(section.key(), quality));
		}
		if (best.isEmpty()) {
			return Optional.of(new Rejection.AccessibleSeatsTaken(this.slot.id()));
		}
		// The general qualities are added because other customers may take the seats that
		// were found.
		NavigableSet<SeatQuality> qualities = new TreeSet<>(best.values());
		qualities.addAll(List.of(SeatQuality.SIDE_BY_SIDE_ACCESSIBLE, SeatQuality.ONE_ROW_ACCESSIBLE,
				SeatQuality.ANYWHERE_ACCESSIBLE));
		this.nextQualities.addAll(qualities.tailSet(this.first));
		this.isCandidate = (section) -> best.containsKey(section) && best.get(section).meets(this.quality);
		return Optional.empty();
	}

}
