package com.ticketly.season;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.ticketly.http.InvalidRequestException;
import com.ticketly.show.Show;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule (<a href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>) in a
 * time zone. It is applied to local times. Those that the clocks skip are left out and do
 * not count, and of those that occur twice, the first is meant.
 *
 * @param rule the rule, without its end
 * @param count the number of occurrences, null if the rule has another end
 * @param until the last possible occurrence, null if the rule has another end
 */
record Recurrence(RecurrenceRule rule, @Nullable Integer count, @Nullable LocalDateTime until, ZoneId zone) {

	/**
	 * The field of requests that contains a rule.
	 */
	static final String FIELD = "recurrence.rule";

	private static final Set<Freq> FREQUENCIES = Set.of(Freq.YEARLY, Freq.MONTHLY, Freq.WEEKLY, Freq.DAILY);

	/**
	 * The library takes very long for rules with large intervals.
	 */
	private static final int MAX_INTERVAL = 1000;

	/**
	 * Bounds the work for rules with many occurrences on days that are left out.
	 */
	private static final int MAX_OCCURRENCES = 10_000;

	/**
	 * Parses a rule.
	 * @throws InvalidRequestException if it is not valid, or has no end
	 */
	static Recurrence parse(String text, ZoneId zone) {
		try {
			RecurrenceRule rule = new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
			if (!FREQUENCIES.contains(rule.getFreq())) {
				throw invalid("must have the FREQ DAILY, WEEKLY, MONTHLY or YEARLY; DAILY can have several BYHOUR");
			}
			if (rule.isInfinite()) {
				throw invalid("must have COUNT or UNTIL");
			}
			if (rule.getInterval() > MAX_INTERVAL) {
				throw invalid("must have an INTERVAL of at most " + MAX_INTERVAL);
			}
			Integer count = rule.getCount();
			LocalDateTime until = (rule.getUntil() != null) ? until(rule.getUntil(), zone) : null;
			rule.setUntil(null);
			return new Recurrence(rule, count, until, zone);
		}
		catch (InvalidRecurrenceRuleException | IllegalArgumentException | DateTimeException ex) {
			throw invalid("is not a valid rule: " + ex.getMessage());
		}
	}

	/**
	 * Returns the last possible local time: that of a time with an offset in the zone, or
	 * the end of a date.
	 */
	private static LocalDateTime until(DateTime until, ZoneId zone) {
		if (until.isAllDay()) {
			return LocalDate.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth()).atTime(23, 59, 59);
		}
		return until.isFloating() ? local(until)
				: LocalDateTime.ofInstant(Instant.ofEpochMilli(until.getTimestamp()), zone);
	}

	private static LocalDateTime local(DateTime time) {
		return LocalDateTime.of(time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(),
				time.getMinutes(), time.getSeconds());
	}

	private static InvalidRequestException invalid(String message) {
		return new InvalidRequestException(FIELD, message);
	}

	/**
	 * Returns the times of the rule.
	 * @param start the first of them
	 * @param except the days that are left out
	 * @throws InvalidRequestException if it has none, or too many
	 */
	List<Instant> times(LocalDateTime start, List<LocalDate> except) {
		Set<LocalDate> unused = new HashSet<>(except);
		List<Instant> times = new ArrayList<>();
		RecurrenceRuleIterator occurrences = occurrences(start);
		int counted = 0;
		for (int i = 0; this.count == null || counted < this.count; i++) {
			LocalDateTime time = next(occurrences);
			if (i == 0 && !time.equals(start)) {
				throw new InvalidRequestException("recurrence.start",
						"must be an occurrence of the rule; the first one is " + time);
			}
			if (this.until != null && time.isAfter(this.until)) {
				break;
			}
			Optional<Instant> instant = instant(time);
			counted += instant.isPresent() ? 1 : 0;
			unused.remove(time.toLocalDate());
			if (instant.isPresent() && !except.contains(time.toLocalDate())) {
				times.add(instant.get());
			}
			if (times.size() > Show.MAX_SLOTS || i == MAX_OCCURRENCES) {
				throw invalid("must have at most %d occurrences".formatted(Show.MAX_SLOTS));
			}
		}
		if (!unused.isEmpty()) {
			throw new InvalidRequestException("recurrence.exceptDates",
					"contains dates that are not of the rule: " + unused.stream().sorted().toList());
		}
		if (times.isEmpty()) {
			throw invalid("has no occurrence");
		}
		return times;
	}

	private RecurrenceRuleIterator occurrences(LocalDateTime start) {
		try {
			return this.rule.iterator(new DateTime(start.getYear(), start.getMonthValue() - 1, start.getDayOfMonth(),
					start.getHour(), start.getMinute(), start.getSecond()));
		}
		catch (IllegalArgumentException | IllegalStateException | ArithmeticException ex) {
			throw invalid("has no occurrence");
		}
	}

	private static LocalDateTime next(RecurrenceRuleIterator occurrences) {
		try {
			LocalDateTime next = local(occurrences.nextDateTime());
			if (next.getYear() > 9998) {
				throw invalid("must have occurrences in the years 1970 to 9998");
			}
			return next;
		}
		catch (IllegalArgumentException | IllegalStateException | ArithmeticException | DateTimeException ex) {
			throw invalid("has too few occurrences");
		}
	}

	private Optional<Instant> instant(LocalDateTime time) {
		return this.zone.getRules().getValidOffsets(time).stream().findFirst().map(time::toInstant);
	}

}
