package com.ticketly.hall;

import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.ticketly.dynamodb.VersionedTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * When slots occupy a hall, in the months that were read. It is written in one
 * transaction with the slots, on the condition that the months are as they were read.
 */
public final class HallCalendar {

	private final VersionedTable<HallMonth> table;

	private final Map<YearMonth, HallMonth> read;

	private final Map<YearMonth, HallMonth> months;

	private HallCalendar(VersionedTable<HallMonth> table, Map<YearMonth, HallMonth> read,
			Map<YearMonth, HallMonth> months) {
		this.table = table;
		this.read = read;
		this.months = months;
	}

	/**
	 * Reads the months of occupancies of a hall.
	 */
	static HallCalendar read(VersionedTable<HallMonth> table, HallId hall, Collection<Occupancy> occupancies) {
		Map<YearMonth, HallMonth> months = new TreeMap<>();
		occupancies.stream()
			.flatMap(Occupancy::months)
			.distinct()
			.forEach((month) -> months.put(month, read(table, hall, month)));
		return new HallCalendar(table, months, months);
	}

	private static HallMonth read(VersionedTable<HallMonth> table, HallId hall, YearMonth month) {
		Key key = Key.builder().partitionValue(hall.value()).sortValue(HallMonth.id(month)).build();
		return table.find(key).orElseGet(() -> HallMonth.empty(hall, month));
	}

	/**
	 * Returns when other slots occupy the hall at the same time, the earliest first.
	 */
	public List<Occupancy> overlapping(Occupancy occupancy) {
		return occupancy.months()
			.flatMap((month) -> month(month).occupancies())
			.filter(occupancy::overlaps)
			.sorted((a, b) -> a.from().compareTo(b.from()))
			.distinct()
			.toList();
	}

	private HallMonth month(YearMonth month) {
		HallMonth found = this.months.get(month);
		if (found == null) {
			throw new IllegalStateException(month + " was not read");
		}
		return found;
	}

	/**
	 * Returns this calendar with a slot, at no other time than the given one.
	 */
	public HallCalendar with(Occupancy occupancy) {
		Map<YearMonth, HallMonth> changed = new LinkedHashMap<>(without(occupancy.slot()).months);
		occupancy.months().forEach((month) -> changed.computeIfPresent(month, (_, slots) -> slots.with(occupancy)));
		return new HallCalendar(this.table, this.read, changed);
	}

	private HallCalendar without(String slot) {
		Map<YearMonth, HallMonth> changed = new LinkedHashMap<>(this.months);
		changed.replaceAll((_, month) -> month.without(slot));
		return new HallCalendar(this.table, this.read, changed);
	}

	/**
	 * Adds the writes of the months that have changed to a transaction.
	 */
	public void addTo(TransactWriteItemsEnhancedRequest.Builder transaction) {
		changed().forEach((month) -> this.table.addPut(transaction, month));
	}

	private Stream<HallMonth> changed() {
		return this.months.values().stream().filter((month) -> !month.equals(this.read.get(month.month())));
	}

}
