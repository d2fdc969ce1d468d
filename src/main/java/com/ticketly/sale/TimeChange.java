package com.ticketly.sale;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A change of a moment of a sale. It can contain both forms, as answers do; then the
 * minutes count, and the time must be the one that follows from them.
 *
 * @param changes whether the moment changes; without a time and minutes it is removed
 */
public record TimeChange(boolean changes, @Nullable Instant time, @Nullable Integer minutesBefore) {

	/**
	 * No change.
	 */
	public static final TimeChange NONE = new TimeChange(false, null, null);

	/**
	 * Returns whether the time is another one than the minutes say.
	 */
	boolean isContradictory(Instant start) {
		return this.time != null && this.minutesBefore != null
				&& !this.time.equals(new SaleTime(null, this.minutesBefore).at(start));
	}

	@Nullable SaleTime applyTo(@Nullable SaleTime before) {
		if (!this.changes) {
			return before;
		}
		if (this.minutesBefore != null) {
			return new SaleTime(null, this.minutesBefore);
		}
		return (this.time != null) ? new SaleTime(this.time, null) : null;
	}

}
