package com.ticketly.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.ticketly.slot.SlotPosition;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.PhoneNumbers;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializerBase;

import org.springframework.stereotype.Component;

/**
 * Maps domain types to and from JSON.
 */
@Component
class JsonTypes extends SimpleModule {

	private static final String INTEGER = "must be an integer";

	private static final String PAGE_TOKEN = "is not a valid page token";

	private static final Map<Class<?>, String> EXPECTATIONS = Map.of(Instant.class,
			"must be a date and time, for example 2030-11-01 12:22 or 2030-11-01T12:22:00Z", PhoneNumber.class,
			"must be a valid phone number, for example +91 96538 64514", SlotPosition.class, PAGE_TOKEN,
			TicketPosition.class, PAGE_TOKEN, Integer.class, INTEGER, int.class, INTEGER, Boolean.class,
			"must be true or false", String.class, "must be a string");

	JsonTypes(TheatreTime time, PhoneNumbers phones) {
		super("ticketly");
		addSerializer(new ToStringSerializerBase(Instant.class) {

			@Override
			public String valueToString(Object value) {
				return time.write((Instant) value);
			}

		});
		addScalar(Instant.class, time::read);
		addScalar(PhoneNumber.class, phones::parse);
		addScalar(SlotPosition.class, (token) -> PageView.decode(token).flatMap(SlotPosition::parse));
		addScalar(TicketPosition.class, (token) -> PageView.decode(token).flatMap(TicketPosition::parse));
		// Jackson's own deserializer reads a nested array as a string.
		addScalar(String.class, Optional::of);
	}

	private <T> void addScalar(Class<T> type, Function<String, Optional<T>> parser) {
		addDeserializer(type, new ScalarDeserializer<>(type, parser));
	}

	static String expectation(Class<?> type) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map(Object::toString)
				.collect(Collectors.joining(", ", "must be one of ", ""));
		}
		return EXPECTATIONS.getOrDefault(type,
				Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object");
	}

	/**
	 * Parses a type from a JSON string, or from the text of a number or boolean.
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
			if (!json.currentToken().isScalarValue()) {
				return (T) context.handleUnexpectedToken(handledType(), json);
			}
			String text = json.getString();
			return this.parser.apply(text)
				.orElseGet(() -> (T) context.handleWeirdStringValue(handledType(), text, "not in the expected format"));
		}

	}

}
