package com.ticketly.slot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.sale.PresaleCode;
import com.ticketly.sale.SaleProblem;
import com.ticketly.sale.SaleState;
import com.ticketly.sale.SaleTerms;
import org.jspecify.annotations.Nullable;

/**
 * One showing that tickets are sold for.
 *
 * @param showing what is shown, and when
 * @param capacity how many seats it has
 * @param sale the terms on which its tickets are sold
 * @param lifecycle whether it is canceled or expired
 * @param edition counts the changes by operators, from 1
 */
public record Slot(SlotId id, Showing showing, SlotCapacity capacity, SaleTerms sale, SlotLifecycle lifecycle,
		long edition, long version) implements Versioned<Slot> {

	/**
	 * A slot and its sections are written in one <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">transaction</a>,
	 * which takes 100 items.
	 */
	public static final int MAX_SECTIONS = 99;

	/**
	 * The maximum number of seats of a slot.
	 */
	public static final int MAX_CAPACITY = MAX_SECTIONS * Section.MAX_SEATS;

	public Slot {
		// The version before this one hands slots over without terms.
		sale = (sale != null) ? sale : SaleTerms.NONE;
	}

	/**
	 * Returns the keys of the sections, in order.
	 */
	public List<SectionKey> sectionKeys() {
		return IntStream.range(0, this.capacity.sections()).mapToObj((no) -> new SectionKey(this.id, no)).toList();
	}

	/**
	 * Returns why tickets are not sold to a customer at a time, empty where they are.
	 * @param code the code of the presale that the customer sent, or null
	 */
	public Optional<SalesRefusal> saleRefusalAt(Instant now, SalesPeriod period, @Nullable PresaleCode code) {
		return refusalAt(now, period).or(() -> switch (this.sale.stateAt(now, this.showing.start(), code)) {
			case SaleState.Open() -> Optional.empty();
			case SaleState.NotOpen state -> Optional.of(new SalesRefusal.NotOpen(this.id, state));
			case SaleState.Ended(var until) -> Optional.of(new SalesRefusal.Ended(this.id, until));
		});
	}

	/**
	 * Returns why tickets are not sold to anybody at a time, and holds not confirmed,
	 * whatever the terms of the sale; empty where they are.
	 */
	public Optional<SalesRefusal> refusalAt(Instant now, SalesPeriod period) {
		return refusal(isExpired(now) || (period == SalesPeriod.UNTIL_END && this.showing.hasEnded(now)));
	}

	/**
	 * Returns why operators cannot change the slot at a time, empty where they can. Once
	 * an expiry run has claimed a slot, its tickets may be expired.
	 */
	public Optional<SalesRefusal> changeRefusalAt(Instant now) {
		return refusal(isExpired(now) || this.lifecycle.isClaimed());
	}

	private Optional<SalesRefusal> refusal(boolean over) {
		String reason = this.lifecycle.cancelReason();
		if (reason != null) {
			return Optional.of(new SalesRefusal.Canceled(this.id, reason));
		}
		return over ? Optional.of(new SalesRefusal.Over(this.id)) : Optional.empty();
	}

	/**
	 * Returns whether the slot is expired: its expiry time has passed, or an expiry run
	 * closed it.
	 */
	public boolean isExpired(Instant now) {
		return this.lifecycle.isExpired(this.id.scheduledAt(), now);
	}

	/**
	 * Returns the status that the slot has at a time, whether or not an expiry run has
	 * stored it.
	 */
	public SlotStatus statusAt(Instant now) {
		if (this.lifecycle.status() == SlotStatus.CANCELED) {
			return SlotStatus.CANCELED;
		}
		return isExpired(now) ? SlotStatus.EXPIRED : SlotStatus.SCHEDULED;
	}

	/**
	 * Returns when something that belongs to this slot expires. What was created after
	 * the slot's own expiry, as for samples dated in the past, expires when an expiry run
	 * closes the slot, and has no known time before.
	 */
	public @Nullable Instant expiryOf(Instant createdAt) {
		return this.lifecycle.expiryOf(createdAt);
	}

	/**
	 * Returns a slot at another time that is otherwise the same, and not stored.
	 */
	Slot at(SlotId id, Instant start, ExpiryProperties expiry) {
		Showing showing = this.showing.at(start);
		return new Slot(id, showing, this.capacity, this.sale,
				SlotLifecycle.scheduled(showing.end(), id.scheduledAt(), expiry), 1, 0);
	}

	/**
	 * Returns this slot as one of a show.
	 * @param show the id of the show
	 * @param version the version of the show of which the slot has the last change
	 */
	public Slot ofShow(String show, long version) {
		return new Slot(this.id, this.showing.of(new Showing.OfShow(show, version)), this.capacity, this.sale,
				this.lifecycle, this.edition, this.version);
	}

	/**
	 * Returns whether this slot has what a version of its show has changed.
	 */
	public boolean hasChangeOfShow(long version) {
		return this.showing.show() != null && this.showing.show().version() >= version;
	}

	Slot claimUntil(Instant until) {
		return with(this.lifecycle.claimUntil(until));
	}

	private Slot with(SlotLifecycle lifecycle) {
		return new Slot(this.id, this.showing, this.capacity, this.sale, lifecycle, this.edition, this.version);
	}

	/**
	 * Returns the slot once an expiry run has closed it.
	 */
	public Slot expire(Instant now) {
		return with(this.lifecycle.expire(now));
	}

	/**
	 * Returns the canceled slot.
	 * @param reason why it is canceled, for customers
	 * @param resumeAt from when a run may resume the cancellation
	 */
	Slot cancel(String reason, Instant resumeAt) {
		return new Slot(this.id, this.showing, this.capacity, this.sale,
				this.lifecycle.cancel(reason).unfinished(resumeAt, false), this.edition + 1, this.version);
	}

	/**
	 * Returns the slot with its unfinished change, which a run may resume from a time on.
	 */
	Slot resumeAt(Instant resumeAt) {
		return with(this.lifecycle.unfinished(resumeAt, false));
	}

	/**
	 * Returns the slot once its change is propagated to its sections and bookings.
	 */
	public Slot finished() {
		return with(this.lifecycle.finished());
	}

	/**
	 * Returns whether the bookings may not be stored until the end of the slot, or not be
	 * counted for the limit of its customers, yet.
	 */
	public boolean bookingsMayDiffer() {
		return this.lifecycle.unfinished() != null && this.lifecycle.unfinished().changesBookings();
	}

	/**
	 * Returns why a change is not possible, empty where it is.
	 */
	public Optional<SlotChange.Problem> problemWith(SlotChange change, Instant now, ExpiryProperties expiry) {
		Showing changed = this.showing.with(change);
		if (!changed.end().equals(this.showing.end()) && !now.isBefore(changed.end().plus(expiry.grace()))) {
			return Optional.of(SlotChange.Problem.END_TOO_EARLY);
		}
		if (!changed.end().isAfter(changed.start())) {
			return Optional.of(SlotChange.Problem.END_NOT_AFTER_START);
		}
		if (changed.isTooLong()) {
			return Optional.of(SlotChange.Problem.TOO_LONG_FOR_HALL);
		}
		Optional<SaleProblem> problem = (change.sale() != null)
				? this.sale.problemWith(change.sale(), changed.start(), changed.end())
				: this.sale.problemAt(changed.start(), changed.end());
		return problem.map(change::problem);
	}

	/**
	 * Returns whether a change would change nothing.
	 */
	public boolean has(SlotChange change) {
		return this.showing.with(change).equals(this.showing) && sale(change).equals(this.sale);
	}

	/**
	 * Returns this slot as a change describes it, which is not a change of a stored slot.
	 */
	public Slot revised(SlotChange change) {
		return new Slot(this.id, this.showing.with(change), this.capacity, sale(change), this.lifecycle, this.edition,
				this.version);
	}

	private SaleTerms sale(SlotChange change) {
		return (change.sale() != null) ? this.sale.with(change.sale()) : this.sale;
	}

	Slot change(SlotChange change, Instant now, ExpiryProperties expiry) {
		Showing changed = this.showing.with(change);
		boolean endChanged = !changed.end().equals(this.showing.end());
		SlotLifecycle lifecycle = endChanged ? this.lifecycle.moveEnd(changed.end(), now, expiry) : this.lifecycle;
		SaleTerms terms = sale(change);
		boolean countsTickets = !this.sale.limits().limitsTickets() && terms.limits().limitsTickets();
		return new Slot(this.id, changed, this.capacity, terms,
				lifecycle.unfinished(now.plus(expiry.claim()), endChanged || countsTickets), this.edition + 1,
				this.version);
	}

	@Override
	public Slot nextVersion() {
		return new Slot(this.id, this.showing, this.capacity, this.sale, this.lifecycle, this.edition,
				this.version + 1);
	}

}
