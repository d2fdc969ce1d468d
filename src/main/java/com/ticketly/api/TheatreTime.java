package com.ticketly.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

/**
 * Reads and writes times as clients know them: without an offset they are of the
 * theatre's zone, and they are answered with its offset.
 */
@Component
class TheatreTime {

	private static final DateTimeFormatter READER = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendPattern("uuuu-MM-dd")
		.appendPattern("[ ]['T']")
		.appendPattern("HH:mm")
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
	 * A plus sign in a query is read as a space unless it is escaped, which people
	 * forget.
	 */
	private static final Pattern LOST_PLUS = Pattern.compile("(?<=\\d[T ]\\d\\d:\\d\\d.{0,13}) (?=\\d\\d:\\d\\d$)");

	private final ZoneId zone;

	TheatreTime(Clock clock) {
		this.zone = clock.getZone();
	}

	/**
	 * Reads a time, down to the second.
	 * @return the time, or empty when it is none, or not of the years 1970 to 9998
	 */
	Optional<Instant> read(String text) {
		try {
			TemporalAccessor time = READER.parseBest(LOST_PLUS.matcher(text.strip()).replaceFirst("+"),
					OffsetDateTime::from, LocalDateTime::from);
			Instant instant = switch (time) {
				case OffsetDateTime offset -> offset.toInstant();
				case LocalDateTime local -> local.atZone(this.zone).toInstant();
				default -> throw new IllegalStateException("Not asked for: " + time.getClass());
			};
			int year = instant.atZone(this.zone).getYear();
			return (year >= 1970 && year <= 9998) ? Optional.of(instant.truncatedTo(ChronoUnit.SECONDS))
					: Optional.empty();
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Writes a time in ISO 8601 with the theatre's offset, down to the second.
	 */
	String write(Instant time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME
			.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(this.zone).toOffsetDateTime());
	}

}
