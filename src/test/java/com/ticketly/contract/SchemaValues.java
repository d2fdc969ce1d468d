package com.ticketly.contract;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates values that a schema allows.
 *
 * @param random the source of randomness
 */
record SchemaValues(Random random) {

	static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	/**
	 * A parameter of jqwik that decides how often it generates edge cases.
	 */
	private static final int GENERATOR_SIZE = 100;

	/**
	 * A limit for the sizes of generated texts.
	 */
	private static final int MAX_SIZE = 12;

	private static final long EARLIEST = Instant.parse("2040-01-01T00:00:00Z").getEpochSecond();

	private static final long LATEST = Instant.parse("2090-01-01T00:00:00Z").getEpochSecond();

	private static final List<String> CHARACTERS = List.of("a", "Z", "7", " ", "é", "漢", "ß", "🎬", "'", "\"", "\\",
			"<", "&", "%", "#", "+", "/", ";", "=", "{", "-");

	/**
	 * Texts for patterns that random characters do not match.
	 */
	private static final List<String> EXAMPLES = List.of("A", "A-C", "EUR", "+919653864514", "K7QF3-MXA2B",
			"SLT01JDA3M5Q7R9S1T3V5W7X9Y1Z3", "HAL01JDA3M5Q7R9S1T3V5W7X9Y1Z3", "SHW01JDA3M5Q7R9S1T3V5W7X9Y1Z3",
			"TKT01JDA3M5Q7R9S1T3V5W7X9Y1Z30001JDB4N6P8R0S2T4V6W8X0Y2Z4A1B2C3D4");

	JsonNode value(DocumentNode any) {
		DocumentNode schema = variant(any);
		if (schema.has("const")) {
			return schema.json().get("const");
		}
		return switch (type(schema)) {
			case "object" -> object(schema);
			case "array" -> array(schema);
			default -> scalars(schema).generator(GENERATOR_SIZE, true).next(this.random).value();
		};
	}

	private JsonNode object(DocumentNode schema) {
		ObjectNode object = JSON.objectNode();
		List<String> required = required(schema);
		fields(schema).forEach((name, field) -> {
			if (required.contains(name) || this.random.nextBoolean()) {
				object.set(name, value(field));
			}
		});
		return object;
	}

	private JsonNode array(DocumentNode schema) {
		int min = schema.json().path("minItems").asInt(0);
		int max = Math.min(schema.json().path("maxItems").asInt(Integer.MAX_VALUE), min + 3);
		return JSON.arrayNode()
			.addAll(Stream.generate(() -> value(schema.get("items")))
				.limit(this.random.nextInt(min, max + 1))
				.distinct()
				.toList());
	}

	private static Arbitrary<JsonNode> scalars(DocumentNode schema) {
		if (schema.has("enum")) {
			return Arbitraries
				.of(schema.json().get("enum").values().stream().filter((value) -> !value.isNull()).toList());
		}
		return switch (type(schema)) {
			case "integer",
					"number" ->
				Arbitraries.longs()
					.between(schema.json().path("minimum").asLong(Integer.MIN_VALUE),
							schema.json().path("maximum").asLong(Integer.MAX_VALUE))
					.map(JSON::numberNode);
			case "boolean" -> Arbitraries.of(true, false).map(JSON::booleanNode);
			default -> texts(schema);
		};
	}

	/**
	 * Returns the schema itself, or the first of its variants that is not null.
	 */
	static DocumentNode variant(DocumentNode schema) {
		return Stream.of("oneOf", "anyOf")
			.filter((keyword) -> schema.has(keyword) && !schema.has("properties"))
			.flatMap((keyword) -> schema.get(keyword).elements())
			.map(SchemaValues::variant)
			.filter((variant) -> !type(variant).equals("null"))
			.findFirst()
			.orElse(schema);
	}

	static String type(DocumentNode schema) {
		JsonNode type = schema.json().path("type");
		if (type.isArray()) {
			return type.values()
				.stream()
				.map(JsonNode::asString)
				.filter((name) -> !name.equals("null"))
				.findFirst()
				.orElseThrow();
		}
		return type.asString(schema.has("properties") || schema.has("allOf") ? "object" : "");
	}

	/**
	 * Returns the schemas of the fields of an object.
	 */
	static Map<String, DocumentNode> fields(DocumentNode schema) {
		Map<String, DocumentNode> fields = new LinkedHashMap<>();
		schema.find("properties").ifPresent((all) -> all.names().forEach((name) -> fields.put(name, all.get(name))));
		schema.find("allOf").ifPresent((all) -> all.elements().forEach((part) -> fields.putAll(fields(part))));
		return fields;
	}

	static List<String> required(DocumentNode schema) {
		Stream<String> own = schema.json().path("required").values().stream().map(JsonNode::asString);
		Stream<String> inherited = schema.find("allOf")
			.stream()
			.flatMap(DocumentNode::elements)
			.flatMap((part) -> required(part).stream());
		return Stream.concat(own, inherited).toList();
	}

	private static Arbitrary<JsonNode> texts(DocumentNode schema) {
		String format = schema.json().path("format").asString("");
		if (format.startsWith("date")) {
			return Arbitraries.longs()
				.between(EARLIEST, LATEST)
				.map(Instant::ofEpochSecond)
				.map(Instant::toString)
				.map((time) -> JSON.stringNode(format.equals("date") ? time.substring(0, 10) : time));
		}
		int min = schema.json().path("minLength").asInt(0);
		int max = Math.min(schema.json().path("maxLength").asInt(MAX_SIZE), Math.max(min, MAX_SIZE));
		Arbitrary<String> texts = Arbitraries.of(CHARACTERS)
			.list()
			.ofMinSize(min)
			.ofMaxSize(max)
			.map((characters) -> String.join("", characters));
		String pattern = schema.json().path("pattern").asString("");
		return Arbitraries.oneOf(texts, Arbitraries.of(EXAMPLES))
			.filter((text) -> Pattern.compile(pattern).matcher(text).find() && text.length() >= min
					&& text.length() <= max)
			.map(JSON::stringNode);
	}

}
