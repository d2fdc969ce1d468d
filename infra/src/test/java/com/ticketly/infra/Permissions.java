package com.ticketly.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads permissions from the policies in templates.
 */
final class Permissions {

	private Permissions() {
	}

	/**
	 * Returns the permissions granted by all policy documents in a resource.
	 */
	static Stream<Permission> of(JsonNode json) {
		return statements(json).stream()
			.filter((statement) -> statement.path("Effect").asText().equals("Allow"))
			.flatMap((statement) -> list(statement.path("Action")).flatMap((action) -> list(statement.path("Resource"))
				.map((resource) -> new Permission(action.asText(), resource, statement))));
	}

	static List<JsonNode> statements(JsonNode json) {
		List<JsonNode> statements = new ArrayList<>();
		json.findValues("Statement").forEach((found) -> list(found).forEach(statements::add));
		return statements;
	}

	private static Stream<JsonNode> list(JsonNode node) {
		return node.isArray() ? node.valueStream() : Stream.of(node);
	}

	/**
	 * An action on a resource.
	 *
	 * @param action the action
	 * @param resource the resource
	 * @param statement the policy statement
	 */
	record Permission(String action, JsonNode resource, JsonNode statement) {
	}

}
