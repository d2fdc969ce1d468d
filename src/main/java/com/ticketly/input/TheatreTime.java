package com.ticketly.input;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ticketly.http.InvalidRequestException;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Parses and formats times. A time without an offset is in the time zone of the theater,
 * and every formatted time has the offset of that zone.
 */
@Component
public class TheatreTime {

	private static final Pattern TIME = Pattern
		.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

	/**
	 * A plus sign in a query string is decoded as a space unless the client escapes it.
	 */
	private static final Pattern LOST_PLUS = Pattern
		.compile("(?<=\\d[Tt ]\\d\\d:\\d\\d.{0,13}) (?=\\d\\d(?::?\\d\\d)?\\s*$)");

	private final ZoneId zone;

	TheatreTime(Clock clock) {
		this.zone = clock.getZone();
	}

	/**
	 * Parses a time and truncates it to seconds. A local time that occurs twice is the
	 * first of the two.
	 * @return the time, or empty if the text is not a time in the years 1970 to 9998, or
	 * if the clocks skip it
	 */
	Optional<Instant> read(String text) {
		return parse(text).filter((time) -> !isGap(transition(time))).flatMap(this::range).map(Range::first);
	}

	/**
	 * Parses a time and truncates it to milliseconds.
	 * @return the time, or empty where {@link #read} is
	 */
	Optional<PreciseTime> readPrecisely(String text) {
		return read(text).flatMap((second) -> parse(text)
			.map((time) -> new PreciseTime(second.plusNanos(time.local().getNano()).truncatedTo(ChronoUnit.MILLIS))));
	}

	/**
	 * Parses a time that is in a zone which is only known later, and truncates it to
	 * seconds.
	 * @return the time, or empty if the text is not a time in the years 1970 to 9998
	 */
	Optional<GivenTime> readGiven(String text) {
		return parse(text).map((time) -> new GivenTime(time.local().truncatedTo(ChronoUnit.SECONDS), time.offset()))
			.filter((time) -> time.local().getYear() >= 1970 && time.local().getYear() <= 9998);
	}

	/**
	 * Returns what a given time is in a zone. A local time that occurs twice is the first
	 * of the two.
	 * @param field the field of the request that contains it
	 * @param zone the zone, null for that of the theater
	 * @throws InvalidRequestException if the clocks skip the time in that zone
	 */
	public Instant resolve(String field, GivenTime given, @Nullable ZoneId zone) {
		ZoneId actual = Objects.requireNonNullElse(zone, this.zone);
		Time time = new Time(given.local(), given.offset());
		ZoneOffsetTransition transition = transition(time, actual);
		if (isGap(transition)) {
			throw new InvalidRequestException(field, explain(transition, actual));
		}
		return range(time, actual).map(Range::first)
			.orElseThrow(() -> new InvalidRequestException(field, "must be in the years 1970 to 9998"));
	}

	/**
	 * Parses an inclusive bound of a period: a time or a date. A time that the clocks
	 * skip stands for the moment when they do.
	 */
	Optional<Range> readRange(String text) {
		try {
			LocalDate date = LocalDate.parse(text);
			Instant nextDay = date.plusDays(1).atStartOfDay(this.zone).toInstant();
			return supported(new Range(date.atStartOfDay(this.zone).toInstant(), nextDay.minusSeconds(1)));
		}
		catch (DateTimeException ex) {
			return parse(text).flatMap(this::range);
		}
	}

	/**
	 * Explains why a time cannot be read if the clocks skip it.
	 */
	Optional<String> explainGap(String text) {
		return parse(text).map(this::transition).filter(TheatreTime::isGap).map((gap) -> explain(gap, this.zone));
	}

	private static String explain(@Nullable ZoneOffsetTransition gap, ZoneId zone) {
		ZoneOffsetTransition skipped = Objects.requireNonNull(gap);
		return "does not exist in %s, where the clocks skip from %s to %s".formatted(zone, skipped.getDateTimeBefore(),
				skipped.getDateTimeAfter());
	}

	private static Optional<Time> parse(String text) {
		Matcher time = TIME.matcher(text.toUpperCase(Locale.ROOT));
		if (!time.matches()) {
			return Optional.empty();
		}
		try {
			ZoneOffset offset = (time.group(3) != null) ? ZoneOffset.of(time.group(3)) : null;
			return Optional.of(new Time(LocalDate.parse(time.group(1)).atTime(LocalTime.parse(time.group(2))), offset));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private @Nullable ZoneOffsetTransition transition(Time time) {
		return transition(time, this.zone);
	}

	private static @Nullable ZoneOffsetTransition transition(Time time, ZoneId zone) {
		return (time.offset() != null) ? null : zone.getRules().getTransition(time.local());
	}

	private static boolean isGap(@Nullable ZoneOffsetTransition transition) {
		return transition != null && transition.isGap();
	}

	private Optional<Range> range(Time time) {
		return range(time, this.zone);
	}

	private Optional<Range> range(Time time, ZoneId zone) {
		ZoneOffsetTransition transition = transition(time, zone);
		if (transition != null) {
			return supported(transition.isGap() ? new Range(transition.getInstant(), transition.getInstant())
					: new Range(time.local().toInstant(transition.getOffsetBefore()),
							time.local().toInstant(transition.getOffsetAfter())));
		}
		Instant instant = (time.offset() != null) ? time.local().toInstant(time.offset())
				: time.local().atZone(zone).toInstant();
		return supported(new Range(instant, instant));
	}

	private Optional<Range> supported(Range range) {
		int year = range.first().atZone(this.zone).getYear();
		return (year >= 1970 && year <= 9998) ? Optional.of(range) : Optional.empty();
	}

	/**
	 * Formats a time in ISO 8601 format with the offset of the theater, truncated to
	 * seconds.
	 */
	String write(Instant time) {
		return write(new ZonedTime(time, null));
	}

	/**
	 * Formats a time in ISO 8601 format with the offset of its zone, truncated to
	 * seconds.
	 */
	String write(ZonedTime time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
				time.time().truncatedTo(ChronoUnit.SECONDS).atZone(Objects.requireNonNullElse(time.zone(), this.zone)));
	}

	/**
	 * Restores the plus sign of an offset in a query or form parameter.
	 */
	static String restorePlus(String parameter) {
		return LOST_PLUS.matcher(parameter).replaceFirst("+");
	}

	/**
	 * The first and the last second that a text can mean.
	 */
	public record Range(Instant first, Instant last) {

		public Range {
			first = first.truncatedTo(ChronoUnit.SECONDS);
			last = last.truncatedTo(ChronoUnit.SECONDS);
		}

	}

	private record Time(LocalDateTime local, @Nullable ZoneOffset offset) {
	}

}
