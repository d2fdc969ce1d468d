package com.ticketly.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.slot.Genre;
import com.ticketly.slot.SlotType;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.PhoneNumbers;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.springframework.stereotype.Component;

/**
 * How the domain's types look in JSON.
 */
@Component
class JsonTypes extends SimpleModule {

	JsonTypes(TheatreTime time, PhoneNumbers phones) {
		super("ticketly");
		addSerializer(new TextSerializer<>(Instant.class, time::write));
		addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, time::read));
		addDeserializer(PhoneNumber.class, new TextDeserializer<>(PhoneNumber.class, phones::parse));
		addDeserializer(String.class, new TextDeserializer<>(String.class, Optional::of));
		addEnum(SlotType.class);
		addEnum(Genre.class);
		addEnum(TicketStatus.class);
	}

	private <E extends Enum<E>> void addEnum(Class<E> type) {
		addDeserializer(type,
				new TextDeserializer<>(type,
						(text) -> Arrays.stream(type.getEnumConstants())
							.filter((constant) -> constant.toString().equalsIgnoreCase(text.strip()))
							.findFirst()));
	}

	/**
	 * Writes a type as a text.
	 */
	private static final class TextSerializer<T> extends StdSerializer<T> {

		private final transient Function<T, String> writer;

		TextSerializer(Class<T> type, Function<T, String> writer) {
			super(type);
			this.writer = writer;
		}

		@Override
		public void serialize(T value, JsonGenerator json, SerializationContext context) {
			json.writeString(this.writer.apply(value));
		}

	}

	/**
	 * Reads a type from a text, or from a number as if it were one. The one for texts
	 * themselves takes the place of Jackson's, to which an array in an array is a text,
	 * too.
	 */
	private static final class TextDeserializer<T> extends StdDeserializer<T> {

		private final transient Function<String, Optional<T>> reader;

		TextDeserializer(Class<T> type, Function<String, Optional<T>> reader) {
			super(type);
			this.reader = reader;
		}

		@Override
		@SuppressWarnings("unchecked")
		public T deserialize(JsonParser json, DeserializationContext context) {
			JsonToken token = json.currentToken();
			if (!token.isScalarValue()) {
				return (T) context.handleUnexpectedToken(handledType(), json);
			}
			String text = json.getString();
			return this.reader.apply(text)
				.orElseThrow(() -> context.weirdStringException(text, handledType(), Expectations.of(handledType())));
		}

	}

}
