package com.ticketly.input;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ticketly.hall.HallId;
import com.ticketly.http.Problems;
import com.ticketly.listing.BookingPosition;
import com.ticketly.show.ShowId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializerBase;

import org.springframework.stereotype.Component;

/**
 * Maps domain types to and from JSON.
 */
@Component
class JsonTypes extends SimpleModule {

	private static final String PAGE_TOKEN = "is not a valid page token";

	private static final String TIME = "must be a date and time, for example 2030-11-01 12:22 or 2030-11-01T12:22:00Z";

	private static final Map<Class<?>, String> EXPECTATIONS = Map.ofEntries(Map.entry(Instant.class, TIME),
			Map.entry(GivenTime.class, TIME),
			Map.entry(PreciseTime.class, "must be a date and time, for example 2030-11-01T12:22:00.123Z"),
			Map.entry(TheatreTime.Range.class,
					"must be a date or a date and time, for example 2030-11-01 or 2030-11-01 12:22"),
			Map.entry(PhoneNumber.class,
					"must be a valid phone number without an extension, for example +91 96538 64514"),
			Map.entry(ZoneId.class, "must be a time zone of the IANA database, for example Europe/Berlin"),
			Map.entry(SlotPosition.class, PAGE_TOKEN), Map.entry(BookingPosition.class, PAGE_TOKEN),
			Map.entry(TicketPosition.class, PAGE_TOKEN), Map.entry(HallId.class, PAGE_TOKEN),
			Map.entry(ShowId.class, PAGE_TOKEN), Map.entry(LocalDate.class, "must be a date, for example 2030-11-01"),
			Map.entry(Integer.class, "must be an integer"), Map.entry(Boolean.class, "must be true or false"),
			Map.entry(String.class, "must be a string"));

	private static final BigDecimal MIN_INTEGER = BigDecimal.valueOf(Integer.MIN_VALUE);

	private static final BigDecimal MAX_INTEGER = BigDecimal.valueOf(Integer.MAX_VALUE);

	private static final Pattern DIGITS = Pattern.compile("-?\\d{1,1000}");

	private static final Pattern LOST_PLUS = Pattern.compile("^([^\\p{Nd}+\\uFF0B]*?) +(?=[\\p{Nd}(\\uFF08])");

	private final transient TheatreTime time;

	JsonTypes(TheatreTime time, PhoneNumbers phones) {
		super("ticketly");
		this.time = time;
		addText(Instant.class, time::write);
		addText(ZonedTime.class, time::write);
		addScalar(Instant.class, time::read);
		addScalar(GivenTime.class, time::readGiven);
		addScalar(PreciseTime.class, time::readPrecisely);
		addScalar(TheatreTime.Range.class, time::readRange);
		addScalar(PhoneNumber.class, phones::parse);
		addScalar(SlotPosition.class, (token) -> PageToken.decode(token).flatMap(SlotPosition::parse));
		addScalar(BookingPosition.class, (token) -> PageToken.decode(token).flatMap(BookingPosition::parse));
		addScalar(TicketPosition.class, (token) -> PageToken.decode(token).flatMap(TicketPosition::parse));
		addScalar(HallId.class, (token) -> PageToken.decode(token).flatMap(HallId::parse));
		addScalar(ShowId.class, (token) -> PageToken.decode(token).flatMap(ShowId::parse));
		addScalar(LocalDate.class, JsonTypes::date);
		addScalar(ZoneId.class, JsonTypes::zone);
		addScalar(String.class, Optional::of);
		addScalar(Integer.class, JsonTypes::integer);
		addScalar(Boolean.class, JsonTypes::bool);
	}

	private <T> void addText(Class<T> type, Function<T, String> writer) {
		addSerializer(new ToStringSerializerBase(type) {

			@Override
			public String valueToString(Object value) {
				return writer.apply(type.cast(value));
			}

		});
	}

	private <T> void addScalar(Class<T> type, Function<String, Optional<T>> parser) {
		addDeserializer(type, new ScalarDeserializer<>(type, parser));
	}

	/**
	 * Parses an integer. In JSON Schema, a number such as 3.0 is one. An integer that no
	 * field accepts becomes the nearest int, so that the error says what the limits are.
	 */
	private static Optional<Integer> integer(String text) {
		try {
			return Optional.of(new BigDecimal(text).max(MIN_INTEGER).min(MAX_INTEGER).intValueExact());
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Parses the name of a region. Offsets are refused, as they do not know when the
	 * clocks change.
	 */
	private static Optional<ZoneId> zone(String text) {
		return ZoneRulesProvider.getAvailableZoneIds().contains(text) ? Optional.of(ZoneId.of(text)) : Optional.empty();
	}

	private static Optional<LocalDate> date(String text) {
		try {
			return Optional.of(LocalDate.parse(text));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Boolean> bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true" -> Optional.of(true);
			case "false" -> Optional.of(false);
			default -> Optional.empty();
		};
	}

	/**
	 * Says what a value must be.
	 * @param value the value that cannot be read, if it is known
	 */
	String expectation(Class<?> type, @Nullable Object value) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map(Object::toString)
				.collect(Collectors.joining(", ", "must be one of ", ""));
		}
		String expected = EXPECTATIONS.getOrDefault(type,
				Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object");
		return ((type == Instant.class || type == PreciseTime.class) && value instanceof String text)
				? this.time.explainGap(text).orElse(expected) : expected;
	}

	/**
	 * Restores a plus sign in the text of a query or form parameter: it is decoded as a
	 * space unless the client escapes it.
	 */
	static String restorePlus(@Nullable Class<?> type, String text) {
		if (type == PhoneNumber.class) {
			return LOST_PLUS.matcher(text).replaceFirst("$1+");
		}
		return (type == Instant.class || type == GivenTime.class || type == TheatreTime.Range.class)
				? TheatreTime.restorePlus(text) : text;
	}

	/**
	 * Parses an integer from a JSON number, a boolean also from a JSON boolean, and any
	 * other type from a JSON string. With {@link MapperFeature#ALLOW_COERCION_OF_SCALARS}
	 * it also accepts the digits of the one as the other.
	 */
	private static final class ScalarDeserializer<T> extends StdDeserializer<T> {

		private final transient Function<String, Optional<T>> parser;

		ScalarDeserializer(Class<T> type, Function<String, Optional<T>> parser) {
			super(type);
			this.parser = parser;
		}

		@Override
		@SuppressWarnings("unchecked")
		public T deserialize(JsonParser json, DeserializationContext context) {
			Optional<T> value = Optional.empty();
			String text = "";
			if (isReadable(json, context)) {
				text = Text.Validator.normalize(json.getString());
				value = this.parser.apply(text);
			}
			json.skipChildren();
			// Problems with the text of a value are collected, but not those with its
			// shape.
			return value.isPresent() ? value.get()
					: (T) context.handleWeirdStringValue(handledType(), text, "not in the expected format");
		}

		private boolean isReadable(JsonParser json, DeserializationContext context) {
			boolean coerces = context.isEnabled(MapperFeature.ALLOW_COERCION_OF_SCALARS);
			boolean number = handledType() == Integer.class;
			return switch (json.currentToken()) {
				case VALUE_STRING -> !number || (coerces && DIGITS.matcher(json.getString().strip()).matches());
				// Digits are lost neither in a text nor in a long.
				case VALUE_NUMBER_INT ->
					number || (coerces && json.getNumberType() != NumberType.BIG_INTEGER && json.getLongValue() >= 0);
				case VALUE_NUMBER_FLOAT -> number;
				case VALUE_TRUE, VALUE_FALSE -> handledType() == Boolean.class;
				default -> false;
			};
		}

	}

}
