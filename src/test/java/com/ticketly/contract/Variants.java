package com.ticketly.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static com.ticketly.contract.SchemaValues.JSON;

/**
 * Replaces parts of a valid value by values at and beyond the limits of their schemas,
 * and by values of other types.
 *
 * @param samples returns a valid value of a schema
 * @param rules makes a body follow the rules that a schema cannot express
 */
record Variants(Function<DocumentNode, JsonNode> samples, UnaryOperator<JsonNode> rules) {

	/**
	 * The purpose of a number where the schema requires a text.
	 */
	static final String NUMBER_AS_TEXT = "number as text";

	/**
	 * The purpose of a field that the schema does not have.
	 */
	static final String UNKNOWN_FIELD = "unknown field";

	/**
	 * A value of which a part was replaced.
	 *
	 * @param field the path of the part
	 * @param purpose what is special about the part
	 */
	record Variant(String field, String purpose, JsonNode value) {

		Variant inside(String name, Function<JsonNode, JsonNode> outer) {
			return new Variant(this.field.isEmpty() ? name : name + "." + this.field, this.purpose,
					outer.apply(this.value));
		}

		/**
		 * Returns the name of the field of the body that was changed, or {@code body}.
		 */
		String topField() {
			return this.field.isEmpty() ? "body" : GeneratedRequest.topField(this.field);
		}

	}

	/**
	 * Returns the variants of a body.
	 */
	Stream<Variant> ofBody(DocumentNode schema, JsonNode body) {
		return of(schema, body, this.rules);
	}

	private Stream<Variant> of(DocumentNode any, JsonNode sample, UnaryOperator<JsonNode> rules) {
		DocumentNode schema = SchemaValues.variant(any);
		Stream<Variant> replaced = replacements(schema, sample)
			.map((value) -> new Variant("", purpose(schema, value), value));
		return Stream.concat(replaced, switch (SchemaValues.type(schema)) {
			case "object" -> fields(schema, sample, rules);
			case "array" -> sample.isEmpty() ? Stream.of() : items(schema, sample);
			default -> Stream.of();
		});
	}

	private static String purpose(DocumentNode schema, JsonNode value) {
		return (value.isNumber() && SchemaValues.type(schema).equals("string")) ? NUMBER_AS_TEXT : "variant";
	}

	private Stream<Variant> items(DocumentNode schema, JsonNode sample) {
		return of(schema.get("items"), sample.get(0), UnaryOperator.identity())
			.map((item) -> item.inside("[0]", (value) -> sample.deepCopy().asArray().set(0, value)));
	}

	private Stream<Variant> fields(DocumentNode schema, JsonNode sample, UnaryOperator<JsonNode> rules) {
		Stream<Variant> changed = SchemaValues.fields(schema).entrySet().stream().flatMap((field) -> {
			String name = field.getKey();
			JsonNode complete = sample.has(name) ? sample
					: rules.apply(with(sample, name, this.samples.apply(field.getValue())));
			JsonNode value = complete.get(name);
			if (value == null) {
				// The rules exclude it.
				return Stream.of();
			}
			return Stream.concat(
					of(field.getValue(), value, UnaryOperator.identity())
						.map((inner) -> inner.inside(name, (other) -> with(complete, name, other))),
					Stream.of(new Variant(name, "absent", without(complete, name))));
		});
		return Stream.concat(changed,
				Stream.of(new Variant("nonsense", UNKNOWN_FIELD, with(sample, "nonsense", JSON.numberNode(1)))));
	}

	private static JsonNode with(JsonNode fields, String name, JsonNode value) {
		return fields.deepCopy().asObject().set(name, value);
	}

	private static JsonNode without(JsonNode fields, String name) {
		ObjectNode others = fields.deepCopy().asObject();
		others.remove(name);
		return others;
	}

	/**
	 * Returns values that replace a value as a whole.
	 */
	static Stream<JsonNode> replacements(DocumentNode schema, JsonNode sample) {
		List<JsonNode> values = new ArrayList<>(List.of(JSON.booleanNode(true), JSON.numberNode(0), JSON.numberNode(-1),
				JSON.numberNode(1.5), JSON.numberNode(new BigDecimal("1e400")), JSON.nullNode(), JSON.arrayNode(),
				JSON.objectNode(), JSON.stringNode(""), JSON.stringNode(" "), JSON.stringNode("nonsense"),
				JSON.stringNode("\u0000"), JSON.stringNode("\u200b"), text(5000), JSON.arrayNode().add(sample),
				JSON.arrayNode().add(sample).add(sample), JSON.stringNode("2030-02-30T12:00:00Z"),
				JSON.stringNode("1969-12-31T23:59:59Z"), JSON.stringNode("9999-12-31T23:59:59Z")));
		JsonNode json = schema.json();
		json.path("enum").values().forEach(values::add);
		number(schema, "minimum")
			.forEach((min) -> values.addAll(List.of(JSON.numberNode(min), JSON.numberNode(min - 1))));
		number(schema, "maximum")
			.forEach((max) -> values.addAll(List.of(JSON.numberNode(max), JSON.numberNode(max + 1))));
		number(schema, "maxLength").forEach((max) -> values.addAll(List.of(text(max), text(max + 1))));
		number(schema, "maxItems").filter((max) -> !sample.isEmpty())
			.forEach((max) -> values.addAll(List.of(items(sample.get(0), max), items(sample.get(0), max + 1))));
		return values.stream();
	}

	private static Stream<Integer> number(DocumentNode schema, String keyword) {
		return schema.find(keyword).map((limit) -> limit.json().asInt()).stream();
	}

	private static JsonNode text(int length) {
		return JSON.stringNode("x".repeat(length));
	}

	private static ArrayNode items(JsonNode item, int count) {
		return JSON.arrayNode().addAll(IntStream.range(0, count).mapToObj((index) -> item).toList());
	}

}
