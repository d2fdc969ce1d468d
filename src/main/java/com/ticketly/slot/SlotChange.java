package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.sale.SaleChange;
import com.ticketly.sale.SaleProblem;
import org.jspecify.annotations.Nullable;

/**
 * A change of a slot by an operator. A field that is null does not change.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends
 * @param sale the change of the terms of the sale
 */
public record SlotChange(@Nullable String name, @Nullable String description, @Nullable Instant start,
		@Nullable Instant end, @Nullable Genre genre, @Nullable SaleChange sale) {

	/**
	 * Returns this change without the text of the code of a presale, so that it can be
	 * stored.
	 * @param earlier a change whose digest is used if its code is the same, or null
	 */
	public SlotChange withoutCode(@Nullable SlotChange earlier) {
		return (this.sale == null) ? this : new SlotChange(this.name, this.description, this.start, this.end,
				this.genre, this.sale.withoutCode((earlier != null) ? earlier.sale : null));
	}

	/**
	 * Returns the problem with a field of this change that a problem of the terms is.
	 */
	Problem problem(SaleProblem problem) {
		if (this.sale != null) {
			return new Problem("sale." + problem.field(), problem.reason());
		}
		return new Problem((this.start != null) ? "startTime" : "endTime",
				"does not match the terms of the sale: sale.%s %s".formatted(problem.field(), problem.reason()));
	}

	/**
	 * The longest slot in a hall. The hall's months are written in one transaction.
	 */
	public static final Duration MAX_IN_HALL = Duration.ofDays(366);

	/**
	 * Says what the end of a slot in a hall must be.
	 */
	public static final String TOO_LONG_FOR_HALL = "must be at most %d days after startTime if the slot has a hall"
		.formatted(MAX_IN_HALL.toDays());

	/**
	 * Why a slot cannot be changed in this way.
	 *
	 * @param field the field of the change that is wrong
	 * @param reason what is wrong with it
	 */
	public record Problem(String field, String reason) {

		static final Problem END_NOT_AFTER_START = new Problem("endTime", "must be after startTime");

		/**
		 * The tickets of the slot would expire at once, which could not be undone.
		 */
		static final Problem END_TOO_EARLY = new Problem("endTime", "must not be so early that the slot is over");

		/**
		 * The slot would occupy its hall for longer than {@link SlotChange#MAX_IN_HALL}.
		 */
		static final Problem TOO_LONG_FOR_HALL = new Problem("endTime", SlotChange.TOO_LONG_FOR_HALL);

	}

}
