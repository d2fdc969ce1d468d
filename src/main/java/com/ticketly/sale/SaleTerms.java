package com.ticketly.sale;

import java.time.Instant;
import java.util.Optional;

import com.ticketly.price.PriceList;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which tickets of a slot are sold.
 *
 * @param from when the sale opens, null if it is open from the beginning
 * @param until when the sale ends, null if it does not end before the slot
 * @param presale the presale by code, null if there is none
 * @param prices what the seats cost, null if the slot has no prices
 */
public record SaleTerms(@Nullable SaleTime from, @Nullable SaleTime until, @Nullable Presale presale, SaleLimits limits,
		@Nullable PriceList prices) {

	/**
	 * The terms of a slot whose operators set none.
	 */
	public static final SaleTerms NONE = new SaleTerms(null, null, null, SaleLimits.NONE, null);

	/**
	 * Returns whether tickets are sold at a time.
	 * @param start the start of the slot
	 * @param code the code that the customer sent, or null
	 */
	public SaleState stateAt(Instant now, Instant start, @Nullable PresaleCode code) {
		if (this.until != null && !now.isBefore(this.until.at(start))) {
			return new SaleState.Ended(this.until.at(start));
		}
		if (this.from == null || !now.isBefore(this.from.at(start))) {
			return SaleState.Open.OPEN;
		}
		if (this.presale == null) {
			return new SaleState.NotOpen(this.from.at(start), null, false);
		}
		Instant presaleFrom = this.presale.from().at(start);
		// Before the presale, nobody learns whether a code is right.
		if (code == null || now.isBefore(presaleFrom)) {
			return new SaleState.NotOpen(this.from.at(start), presaleFrom, false);
		}
		return code.matches(this.presale.code()) ? SaleState.Open.OPEN
				: new SaleState.NotOpen(this.from.at(start), presaleFrom, true);
	}

	/**
	 * Returns why a change is not possible, empty if it is.
	 * @param start the start of the slot after the change
	 * @param end the end of the slot after the change
	 */
	public Optional<SaleProblem> problemWith(SaleChange change, Instant start, Instant end) {
		if (change.from().isContradictory(start)) {
			return Optional.of(SaleProblem.FROM_CONTRADICTORY);
		}
		if (change.until().isContradictory(start)) {
			return Optional.of(SaleProblem.UNTIL_CONTRADICTORY);
		}
		if (change.presaleFrom().isContradictory(start)) {
			return Optional.of(SaleProblem.PRESALE_CONTRADICTORY);
		}
		if (presaleFrom(change) == null && change.presaleCode().value() != null) {
			return Optional.of(SaleProblem.PRESALE_MISSING);
		}
		if (presaleFrom(change) != null && presaleCode(change) == null) {
			return Optional.of(SaleProblem.CODE_MISSING);
		}
		return with(change).problemAt(start, end);
	}

	/**
	 * Returns why a slot with a start and an end cannot have these terms, empty if it
	 * can.
	 */
	public Optional<SaleProblem> problemAt(Instant start, Instant end) {
		if (this.until != null && this.until.at(start).isAfter(end)) {
			return Optional.of(SaleProblem.UNTIL_AFTER_END);
		}
		if (this.from != null && this.until != null && !this.from.at(start).isBefore(this.until.at(start))) {
			return Optional.of(SaleProblem.FROM_NOT_BEFORE_UNTIL);
		}
		if (this.from != null && !this.from.at(start).isBefore(end)) {
			return Optional.of(SaleProblem.FROM_NOT_BEFORE_END);
		}
		if (this.presale != null
				&& (this.from == null || !this.presale.from().at(start).isBefore(this.from.at(start)))) {
			return Optional.of(SaleProblem.PRESALE_NOT_BEFORE_FROM);
		}
		return Optional.empty();
	}

	/**
	 * Returns the terms after a change that has no problem.
	 */
	public SaleTerms with(SaleChange change) {
		SaleTime presaleFrom = presaleFrom(change);
		PresaleCode.Digest code = presaleCode(change);
		return new SaleTerms(change.from().applyTo(this.from), change.until().applyTo(this.until),
				(presaleFrom != null && code != null) ? new Presale(presaleFrom, code) : null, this.limits.with(change),
				change.prices().applyTo(this.prices));
	}

	private @Nullable SaleTime presaleFrom(SaleChange change) {
		return change.presaleFrom().applyTo((this.presale != null) ? this.presale.from() : null);
	}

	private PresaleCode.@Nullable Digest presaleCode(SaleChange change) {
		PresaleCode.Digest before = (this.presale != null) ? this.presale.code() : null;
		if (!change.presaleCode().changes()) {
			return before;
		}
		PresaleCode code = change.presaleCode().value();
		if (code == null) {
			return null;
		}
		// The same code keeps its digest, so that a repeated change is recognized.
		return (before != null && code.matches(before)) ? before : code.digest();
	}

}
