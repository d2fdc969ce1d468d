package com.ticketly.price;

import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes amounts as JSON, such as {@code "EUR 25.00"}.
 */
public final class MoneyModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	public MoneyModule() {
		addSerializer(new Writer());
		addDeserializer(Money.class, new Reader());
	}

	private static final class Writer extends StdSerializer<Money> {

		Writer() {
			super(Money.class);
		}

		@Override
		public void serialize(Money amount, JsonGenerator json, SerializationContext context) {
			json.writeString(amount.toString());
		}

	}

	private static final class Reader extends StdDeserializer<Money> {

		Reader() {
			super(Money.class);
		}

		@Override
		public Money deserialize(JsonParser json, DeserializationContext context) {
			return Money.parse(json.getString());
		}

	}

}
