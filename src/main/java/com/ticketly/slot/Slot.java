package com.ticketly.slot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import com.ticketly.dynamodb.Fields;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * One showing.
 *
 * @param id its name in the tables
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends; sales close then
 * @param type the kind of showing
 * @param genre what it is about
 * @param capacity the number of seats
 * @param sectionCount how many sections they are sold from
 * @param seated whether there is a seating plan
 * @param expiresAt from when its tickets are expired
 * @param status what is stored of its life
 * @param expiredAt when an expiry run closed it
 * @param claimedUntil how long an expiry run has it for itself
 * @param cancelReason why it was canceled, null where it was not
 * @param edition counts what operators changed of it, from 1
 * @param purgeAt from when DynamoDB may delete it, in seconds since 1970
 * @param version counts the writes of the item, 0 before the first
 */
public record Slot(SlotId id, String name, String description, Instant start, Instant end, SlotType type, Genre genre,
		int capacity, int sectionCount, boolean seated, Instant expiresAt, SlotStatus status,
		@Nullable Instant expiredAt, @Nullable Instant claimedUntil, @Nullable String cancelReason, long edition,
		@Nullable Long purgeAt, long version) implements Versioned<Slot> {

	/**
	 * A slot and its sections are written in one transaction, which takes <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">100
	 * items</a>.
	 */
	public static final int MAX_SECTIONS = 99;

	/**
	 * The most seats of a slot.
	 */
	public static final int MAX_CAPACITY = MAX_SECTIONS * Section.MAX_SEATS;

	/**
	 * Reads the edition from an item of a slot or a section. Items that were written
	 * before there were editions have the first one.
	 */
	static long edition(Fields fields) {
		return Objects.requireNonNullElse(fields.find("edition", Long.class), 1L);
	}

	/**
	 * Schedules a slot.
	 */
	static Slot schedule(SlotPlan plan, Instant now, ExpiryProperties expiry) {
		Instant expiresAt = plan.end().plus(expiry.grace());
		return new Slot(SlotId.create(now), plan.name(), plan.description(), plan.start(), plan.end(), plan.type(),
				plan.genre(), plan.capacity(),
				(plan.seating() != null) ? plan.seating().sections().size()
						: Math.ceilDiv(plan.capacity(), Section.MAX_SEATS),
				plan.seating() != null, expiresAt, SlotStatus.SCHEDULED, null, null, null, 1,
				purgeAt(expiresAt, now, expiry), 0);
	}

	private static @Nullable Long purgeAt(Instant expiresAt, Instant now, ExpiryProperties expiry) {
		// A slot dated in the past lives as long as one that expires now.
		Instant from = now.isAfter(expiresAt) ? now : expiresAt;
		return expiry.purgeAfter().isZero() ? null : from.plus(expiry.purgeAfter()).getEpochSecond();
	}

	/**
	 * Returns the keys of the sections, in order.
	 */
	public List<SectionKey> sectionKeys() {
		return IntStream.range(0, this.sectionCount).mapToObj((no) -> new SectionKey(this.id, no)).toList();
	}

	/**
	 * Returns the sections as they are before anything is sold.
	 * @param seating where the seats are
	 */
	List<Section> newSections(SeatingPlan seating) {
		List<Section> sections = new ArrayList<>();
		int first = 1;
		for (SectionKey key : sectionKeys()) {
			SeatLayout layout = seating.sections().get(key.no()).layout();
			SeatMap seats = SeatMap.free(layout.size()).block(layout.house());
			sections.add(new Section(key, first, seats, true, this.edition, this.purgeAt, 0));
			first += layout.size();
		}
		return sections;
	}

	/**
	 * Returns where the seats are that have nothing but numbers. Sections differ by one
	 * seat at most, because equal ones share an on-sale's load best.
	 */
	SeatingPlan numberedSeats() {
		return new SeatingPlan(IntStream.range(0, this.sectionCount).mapToObj((no) -> {
			int first = (int) ((long) this.capacity * no / this.sectionCount);
			int end = (int) ((long) this.capacity * (no + 1) / this.sectionCount);
			return new PlannedSection("", SeatLayout.numbered(first + 1, end - first));
		}).toList());
	}

	/**
	 * Returns whether the showing is over, which closes its sales.
	 */
	public boolean hasEnded(Instant now) {
		return !now.isBefore(this.end);
	}

	/**
	 * Returns whether the slot is expired: because its time has come, whether or not a
	 * run has closed it, or because a run closed it.
	 */
	public boolean isExpired(Instant now) {
		Instant expiry = expiryOfSince(this.id.scheduledAt());
		return this.status == SlotStatus.EXPIRED || (expiry != null && !now.isBefore(expiry));
	}

	/**
	 * Returns when something of this slot expires. What began after the slot's own expiry
	 * (samples dated in the past) lasts until a run closes the slot.
	 * @param since when it began
	 * @return the time, or null when no run has come yet
	 */
	public @Nullable Instant expiryOfSince(Instant since) {
		return since.isBefore(this.expiresAt) ? this.expiresAt : this.expiredAt;
	}

	/**
	 * Returns whether a run may take this slot to expire it.
	 */
	boolean isClaimable(Instant now) {
		return this.status == SlotStatus.SCHEDULED && (this.claimedUntil == null || !now.isBefore(this.claimedUntil));
	}

	/**
	 * Returns whether an expiry run has begun with this slot. Even if that ended
	 * half-way, sections may be closed and tickets expired.
	 */
	public boolean isClaimed() {
		return this.claimedUntil != null;
	}

	Slot claimUntil(Instant until) {
		return with(this.status, this.expiredAt, until, this.cancelReason, this.edition);
	}

	/**
	 * Returns the slot as an expiry run leaves it.
	 */
	public Slot expire(Instant now) {
		return with(SlotStatus.EXPIRED, now, null, this.cancelReason, this.edition);
	}

	/**
	 * Returns the slot as it is canceled, with all of its tickets.
	 * @param reason why, for customers
	 */
	public Slot cancel(String reason) {
		return with(SlotStatus.CANCELED, null, null, reason, this.edition + 1);
	}

	private Slot with(SlotStatus status, @Nullable Instant expiredAt, @Nullable Instant claimedUntil,
			@Nullable String cancelReason, long edition) {
		return new Slot(this.id, this.name, this.description, this.start, this.end, this.type, this.genre,
				this.capacity, this.sectionCount, this.seated, this.expiresAt, status, expiredAt, claimedUntil,
				cancelReason, edition, this.purgeAt, this.version);
	}

	/**
	 * Returns whether it would still end after its start.
	 */
	public boolean allows(SlotChange change) {
		return Objects.requireNonNullElse(change.end(), this.end)
			.isAfter(Objects.requireNonNullElse(change.start(), this.start));
	}

	/**
	 * Returns whether a change moves its end so far back that its tickets would expire at
	 * once, which nobody could undo.
	 */
	public boolean isOverBy(SlotChange change, Instant now, ExpiryProperties expiry) {
		return change.end() != null && !change.end().equals(this.end)
				&& !now.isBefore(change.end().plus(expiry.grace()));
	}

	/**
	 * Returns whether the slot is as a change would make it.
	 */
	public boolean has(SlotChange change) {
		return Objects.requireNonNullElse(change.name(), this.name).equals(this.name)
				&& Objects.requireNonNullElse(change.description(), this.description).equals(this.description)
				&& Objects.requireNonNullElse(change.start(), this.start).equals(this.start)
				&& Objects.requireNonNullElse(change.end(), this.end).equals(this.end)
				&& Objects.requireNonNullElse(change.genre(), this.genre) == this.genre;
	}

	/**
	 * Returns the slot with other facts, and what follows from them.
	 */
	Slot change(SlotChange change, Instant now, ExpiryProperties expiry) {
		Instant end = Objects.requireNonNullElse(change.end(), this.end);
		boolean moved = !end.equals(this.end);
		Instant expiresAt = moved ? end.plus(expiry.grace()) : this.expiresAt;
		return new Slot(this.id, Objects.requireNonNullElse(change.name(), this.name),
				Objects.requireNonNullElse(change.description(), this.description),
				Objects.requireNonNullElse(change.start(), this.start), end, this.type,
				Objects.requireNonNullElse(change.genre(), this.genre), this.capacity, this.sectionCount, this.seated,
				expiresAt, this.status, this.expiredAt, this.claimedUntil, this.cancelReason, this.edition + 1,
				moved ? purgeAt(expiresAt, now, expiry) : this.purgeAt, this.version);
	}

	@Override
	public Slot nextVersion() {
		return new Slot(this.id, this.name, this.description, this.start, this.end, this.type, this.genre,
				this.capacity, this.sectionCount, this.seated, this.expiresAt, this.status, this.expiredAt,
				this.claimedUntil, this.cancelReason, this.edition, this.purgeAt, this.version + 1);
	}

	public Optional<SalesRefusal> refusalAt(Instant now, SalesPeriod period) {
		if (this.cancelReason != null) {
			return Optional.of(new SalesRefusal.Canceled(this.id, this.cancelReason));
		}
		boolean isOver = isExpired(now) || (hasEnded(now) && period == SalesPeriod.UNTIL_END);
		return isOver ? Optional.of(new SalesRefusal.Over(this.id)) : Optional.empty();
	}

	public Optional<SalesRefusal> changeRefusalAt(Instant now) {
		if (this.cancelReason != null) {
			return Optional.of(new SalesRefusal.Canceled(this.id, this.cancelReason));
		}
		return (isExpired(now) || isClaimed()) ? Optional.of(new SalesRefusal.Over(this.id)) : Optional.empty();
	}

}
