package com.ticketly.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

/**
 * Parses and formats times. A time without an offset is in the time zone of the theater,
 * and every formatted time has the offset of that zone.
 */
@Component
class TheatreTime {

	private static final DateTimeFormatter READER = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendPattern("uuuu-MM-dd[ ]['T']HH:mm")
		.optionalStart()
		.appendPattern(":ss")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
		.optionalEnd()
		.optionalEnd()
		.optionalStart()
		.appendOffset("+HH:mm", "Z")
		.optionalEnd()
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	/**
	 * A plus sign in a query string is decoded as a space unless the client escapes it.
	 */
	private static final Pattern LOST_PLUS = Pattern.compile("(?<=\\d[T ]\\d\\d:\\d\\d.{0,13}) (?=\\d\\d:\\d\\d$)");

	private final ZoneId zone;

	TheatreTime(Clock clock) {
		this.zone = clock.getZone();
	}

	/**
	 * Parses a time and truncates it to seconds.
	 * @return the time, or empty if the text is not a time in the years 1970 to 9998
	 */
	Optional<Instant> read(String text) {
		try {
			Instant instant = READER.withZone(this.zone)
				.parse(LOST_PLUS.matcher(text.strip()).replaceFirst("+"), Instant::from);
			int year = instant.atZone(this.zone).getYear();
			return (year >= 1970 && year <= 9998) ? Optional.of(instant.truncatedTo(ChronoUnit.SECONDS))
					: Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Formats a time in ISO 8601 format with the offset of the theater, truncated to
	 * seconds.
	 */
	String write(Instant time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(this.zone));
	}

}
