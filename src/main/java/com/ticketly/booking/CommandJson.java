package com.ticketly.booking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.ticketly.commit.Command;
import com.ticketly.commit.CommandFormat;
import com.ticketly.commit.SalesProperties;
import com.ticketly.listing.Replacement;
import com.ticketly.price.MoneyModule;
import com.ticketly.price.PriceList;
import com.ticketly.sale.SaleLimits;
import com.ticketly.seating.NumberedSeats;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.SeatQuality;
import com.ticketly.seating.SeatSet;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.HoldProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.TypeFactory;

import org.springframework.stereotype.Component;

/**
 * Writes commands as JSON. Fields that a version does not know are ignored. What every
 * instance has or can read, such as settings and seating plans, is not part of it.
 */
@Component
class CommandJson implements CommandFormat {

	private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

	private static final Map<Class<?>, JavaType> SALES = Map.of(Book.class, outcome(Booking.class), Cancel.class,
			outcome(Booking.class), EndHold.class, outcome(EndHold.Ended.class), ProlongHold.class,
			outcome(Booking.class), BlockSeats.class, outcome(Section.class), Reschedule.class,
			outcome(Reschedule.Moved.class), Transfer.class, outcome(Replacement.class), BoxOffice.RecordAction.class,
			outcome(Booking.class));

	private final Slots slots;

	private final Map<Class<?>, JavaType> results = new HashMap<>(SALES);

	private final JsonMapper mapper;

	CommandJson(Slots slots, HoldProperties holds, SalesProperties sales, List<Kind> others) {
		this.slots = slots;
		others.forEach((kind) -> this.results.put(kind.command(), TYPES.constructType(kind.result())));
		SimpleModule types = new SimpleModule().setMixInAnnotation(Command.class, Named.class)
			.setMixInAnnotation(Outcome.class, Named.class)
			.setMixInAnnotation(Rejection.class, Named.class)
			.setMixInAnnotation(SeatSelection.class, Named.class)
			.registerSubtypes(this.results.keySet())
			.registerSubtypes(Once.class)
			.addDeserializer(CandidateSection.class, new Reader<>(CandidateSection.class, this::readCandidate))
			.addSerializer(CandidateSection.class, new Writer<>(CandidateSection.class, Candidate::of))
			.addSerializer(SeatSet.class, new Writer<>(SeatSet.class, SeatSet::toBytes))
			.addDeserializer(SeatSet.class, new Reader<>(SeatSet.class, (json, _) -> SeatSet.of(json.getBinaryValue())))
			.addSerializer(HoldProperties.class, new Writer<>(HoldProperties.class, (properties) -> ""))
			.addSerializer(SalesProperties.class, new Writer<>(SalesProperties.class, (properties) -> ""))
			.addDeserializer(HoldProperties.class, constant(HoldProperties.class, holds))
			.addDeserializer(SalesProperties.class, constant(SalesProperties.class, sales));
		this.mapper = JsonMapper.builder()
			.changeDefaultVisibility((visibility) -> visibility.withFieldVisibility(Visibility.ANY)
				.withGetterVisibility(Visibility.NONE)
				.withIsGetterVisibility(Visibility.NONE))
			.addModule(types)
			.addModule(new MoneyModule())
			.build();
	}

	/**
	 * Returns a reader that reads every value as the same one.
	 */
	private static <T> Reader<T> constant(Class<T> type, T value) {
		return new Reader<>(type, (json, _) -> {
			json.skipChildren();
			return value;
		});
	}

	private CandidateSection readCandidate(JsonParser json, DeserializationContext context) {
		Candidate candidate = context.readValue(json, Candidate.class);
		SectionKey key = candidate.key();
		PlannedSection plan = (candidate.numbered() != null) ? candidate.numbered().section()
				: this.slots.drawnSeating(key.slot()).sections().get(key.no());
		return new CandidateSection(key, candidate.edition(), plan, candidate.quality(),
				(candidate.limits() != null) ? candidate.limits() : SaleLimits.NONE, candidate.prices());
	}

	private static JavaType outcome(Class<?> result) {
		return TYPES.constructParametricType(Outcome.class, result);
	}

	@Override
	public boolean supports(Command<?> command) {
		return this.results.containsKey(made(command).getClass());
	}

	/**
	 * Returns the command that makes the result.
	 */
	private static Command<?> made(Command<?> command) {
		return (command instanceof Once<?>(var once, var _)) ? once : command;
	}

	private JavaType resultType(Command<?> command) {
		return Objects.requireNonNull(this.results.get(made(command).getClass()));
	}

	@Override
	public byte[] write(Command<?> command) {
		return this.mapper.writerFor(Command.class).writeValueAsBytes(command);
	}

	@Override
	public Command<?> read(byte[] command) {
		return this.mapper.readValue(command, Command.class);
	}

	@Override
	public byte[] writeResult(Command<?> command, Object result) {
		return this.mapper.writerFor(resultType(command)).writeValueAsBytes(result);
	}

	@Override
	public <T> T readResult(Command<T> command, byte[] result) {
		return this.mapper.readValue(result, resultType(command));
	}

	/**
	 * Says which of several types an object has.
	 */
	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
	private interface Named {

	}

	/**
	 * A candidate section.
	 *
	 * @param numbered its seats if they only have numbers, so that the owner need not
	 * read the slot
	 * @param limits the limits of purchases, null if there are none
	 * @param prices what the seats of the section cost, null if they have no prices
	 */
	private record Candidate(SectionKey key, long edition, SeatQuality quality, @Nullable NumberedSeats numbered,
			@Nullable SaleLimits limits, @Nullable PriceList prices) {

		static Candidate of(CandidateSection section) {
			return new Candidate(section.key(), section.edition(), section.quality(), NumberedSeats.of(section.plan()),
					section.limits().equals(SaleLimits.NONE) ? null : section.limits(),
					(section.prices() != null) ? section.prices().ofSection(section.plan()) : null);
		}

	}

	/**
	 * Writes another value instead of the given one.
	 */
	private static final class Writer<T> extends StdSerializer<T> {

		private final transient Function<T, Object> form;

		Writer(Class<T> type, Function<T, Object> form) {
			super(type);
			this.form = form;
		}

		@Override
		public void serialize(T value, JsonGenerator json, SerializationContext context) {
			context.writeValue(json, this.form.apply(value));
		}

	}

	private static final class Reader<T> extends StdDeserializer<T> {

		private final transient BiFunction<JsonParser, DeserializationContext, T> form;

		Reader(Class<T> type, BiFunction<JsonParser, DeserializationContext, T> form) {
			super(type);
			this.form = form;
		}

		@Override
		public T deserialize(JsonParser json, DeserializationContext context) {
			return this.form.apply(json, context);
		}

	}

}
