package com.ticketly.contract;

import tools.jackson.databind.JsonNode;

import static com.ticketly.contract.SchemaValues.JSON;

/**
 * Converts the text of parameters and headers.
 */
final class ParameterValues {

	private ParameterValues() {
	}

	/**
	 * Returns the value of a text that has the type of the schema, or the text itself.
	 */
	static JsonNode parse(DocumentNode schema, String text) {
		return switch (SchemaValues.type(SchemaValues.variant(schema))) {
			case "integer" ->
				text.matches("-?\\d{1,18}") ? JSON.numberNode(Long.parseLong(text)) : JSON.stringNode(text);
			case "boolean" ->
				text.matches("true|false") ? JSON.booleanNode(Boolean.parseBoolean(text)) : JSON.stringNode(text);
			default -> JSON.stringNode(text);
		};
	}

	/**
	 * Returns the text of a value in a parameter.
	 */
	static String text(JsonNode value) {
		return value.isContainer() ? value.toString() : value.asString();
	}

}
