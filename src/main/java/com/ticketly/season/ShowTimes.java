package com.ticketly.season;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import com.ticketly.http.InvalidRequestException;
import com.ticketly.input.GivenTime;
import com.ticketly.input.TheatreTime;
import com.ticketly.show.Show;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;

/**
 * Determines when the slots of a show start.
 */
@Component
record ShowTimes(Clock clock, TheatreTime time) {

	/**
	 * Returns when the slots start, the earliest first.
	 * @param zone the zone of the hall, null without a hall
	 * @throws InvalidRequestException if a time is invalid, or twice the same
	 */
	List<ShowTime> of(ShowInput input, @Nullable ZoneId zone) {
		List<ShowTime> times = ((input.recurrence() != null) ? recurring(input.recurrence(), zone)
				: listed(input, zone))
			.stream()
			.sorted(Comparator.comparing(ShowTime::start))
			.toList();
		for (int i = 1; i < times.size(); i++) {
			if (times.get(i).start().equals(times.get(i - 1).start())) {
				throw new InvalidRequestException(times.get(i).field(),
						"is the same time as " + times.get(i - 1).field());
			}
		}
		return times;
	}

	private List<ShowTime> listed(ShowInput input, @Nullable ZoneId zone) {
		List<GivenTime> given = requireNonNull(input.startTimes());
		return IntStream.range(0, given.size()).mapToObj((i) -> {
			String field = "startTimes[%d]".formatted(i);
			return new ShowTime(this.time.resolve(field, given.get(i), zone), field);
		}).toList();
	}

	private List<ShowTime> recurring(RecurrenceInput input, @Nullable ZoneId zone) {
		ZoneId actual = Objects.requireNonNullElse(zone, this.clock.getZone());
		Recurrence recurrence = Recurrence.parse(requireNonNull(input.rule()), actual);
		Instant start = this.time.resolve("recurrence.start", requireNonNull(input.start()), zone);
		return recurrence.times(LocalDateTime.ofInstant(start, actual), input.exceptDatesOrNone())
			.stream()
			.map((time) -> new ShowTime(time, Recurrence.FIELD))
			.toList();
	}

	/**
	 * Checks that the slots fit into the months of a hall, and do not overlap.
	 * @param times when the slots start, the earliest first
	 * @param occupied how long each slot occupies the hall
	 * @throws InvalidRequestException if they do not
	 */
	void check(List<ShowTime> times, Duration occupied, boolean overlaps) {
		Set<YearMonth> months = new HashSet<>();
		ShowTime previous = null;
		for (ShowTime time : times) {
			Instant end = time.start().plus(occupied);
			months.add(month(time.start()));
			months.add(month(end));
			if (months.size() > Show.MAX_MONTHS) {
				throw new InvalidRequestException(time.field(),
						"must not be in more than %d different months".formatted(Show.MAX_MONTHS));
			}
			if (!overlaps && previous != null && previous.start().plus(occupied).isAfter(time.start())) {
				throw new InvalidRequestException(time.field(),
						"must not overlap: the slot at %s begins before the one at %s has ended and the hall is cleared"
							.formatted(time.start(), previous.start()));
			}
			previous = time;
		}
	}

	private static YearMonth month(Instant time) {
		return YearMonth.from(time.atOffset(ZoneOffset.UTC));
	}

}
