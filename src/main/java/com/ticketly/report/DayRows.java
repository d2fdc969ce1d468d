package com.ticketly.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import com.ticketly.report.DaysInput.Days;
import com.ticketly.slot.Slot;

/**
 * Adds up slots by the days on which they start, each in its own zone. A day is complete
 * once a slot is listed that starts later in every zone, so that few days are kept.
 */
final class DayRows implements Iterator<ReportRow> {

	private final Days days;

	private final ZoneId theater;

	private final ListedSlots listed;

	private final Reports reports;

	private final Map<LocalDate, ReportRow> sums = new HashMap<>();

	/**
	 * The day of the next row.
	 */
	private LocalDate next;

	/**
	 * The first day that is not known to be complete.
	 */
	private LocalDate incomplete;

	/**
	 * Creates the rows.
	 * @param theater the zone of slots without one of their own
	 */
	DayRows(Days days, ZoneId theater, ListedSlots listed, Reports reports) {
		this.days = days;
		this.theater = theater;
		this.listed = listed;
		this.reports = reports;
		this.next = days.first();
		this.incomplete = days.first();
	}

	@Override
	public boolean hasNext() {
		return this.days.contains(this.next);
	}

	@Override
	public ReportRow next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		LocalDate day = this.next;
		while (!day.isBefore(this.incomplete)) {
			readPage();
		}
		this.next = day.plusDays(1);
		ReportRow sum = this.sums.getOrDefault(day, ReportRow.noTotal());
		this.sums.remove(day);
		return sum.ofDay(day);
	}

	private void readPage() {
		if (!this.listed.hasNext()) {
			this.incomplete = this.days.last().plusDays(1);
			return;
		}
		List<Slot> page = this.listed.next();
		if (page.isEmpty()) {
			return;
		}
		LocalDate earliest = page.getFirst().showing().start().atOffset(ZoneOffset.MIN).toLocalDate();
		if (earliest.isAfter(this.incomplete)) {
			this.incomplete = earliest;
		}
		this.reports.ofSlots(page.stream().map(Slot::id)).forEachOrdered(this::add);
	}

	private void add(SlotFigures found) {
		LocalDate day = found.dayIn(this.theater);
		if (this.days.contains(day) && !day.isBefore(this.next)) {
			this.sums.merge(day, ReportRow.noTotal().totalWith(ReportRow.of(found)), ReportRow::totalWith);
		}
	}

}
