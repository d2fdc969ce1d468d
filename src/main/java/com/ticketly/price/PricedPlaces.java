package com.ticketly.price;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import com.ticketly.seating.PlannedSection;
import org.jspecify.annotations.Nullable;

/**
 * Places of a slot that have the same prices: seats, or else rows, or else whole
 * sections.
 *
 * @param section the name of the section, null for each section
 * @param rows the letters of the rows
 * @param seats the names of the seats
 */
public record PricedPlaces(@Nullable String section, Set<String> rows, Set<String> seats) {

	public PricedPlaces {
		rows = Collections.unmodifiableSet(new LinkedHashSet<>(rows));
		seats = Collections.unmodifiableSet(new LinkedHashSet<>(seats));
	}

	/**
	 * Returns whether these places are in a section.
	 */
	boolean areIn(PlannedSection section) {
		return this.section == null || section.isCalled(this.section);
	}

	/**
	 * Returns how precisely these places name a seat.
	 */
	Precision precision(PlannedSection section, int seat) {
		if (!areIn(section)) {
			return Precision.NONE;
		}
		if (!this.seats.isEmpty() && this.seats.contains(section.layout().name(seat))) {
			return Precision.SEAT;
		}
		if (!this.rows.isEmpty() && this.rows.contains(section.layout().row(seat).letters())) {
			return Precision.ROW;
		}
		boolean whole = this.rows.isEmpty() && this.seats.isEmpty();
		if (!whole) {
			return Precision.NONE;
		}
		return (this.section != null) ? Precision.SECTION : Precision.OTHERS;
	}

	/**
	 * How precisely a category names a seat. The most precise one decides.
	 */
	enum Precision {

		NONE, OTHERS, SECTION, ROW, SEAT

	}

}
