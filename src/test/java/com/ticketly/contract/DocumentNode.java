package com.ticketly.contract;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * A part of the OpenAPI document. References are followed.
 *
 * @param document the whole document
 * @param pointer the JSON pointer to the part, after all references were followed
 * @param json the part
 */
record DocumentNode(JsonNode document, String pointer, JsonNode json) {

	static DocumentNode root(JsonNode document) {
		return new DocumentNode(document, "", document);
	}

	/**
	 * Returns a member of an object, which must exist.
	 */
	DocumentNode get(String name) {
		return at(this.pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
	}

	/**
	 * Returns a member of an object, or empty if it does not exist.
	 */
	Optional<DocumentNode> find(String name) {
		return has(name) ? Optional.of(get(name)) : Optional.empty();
	}

	boolean has(String name) {
		return this.json.has(name);
	}

	List<String> names() {
		return List.copyOf(this.json.propertyNames());
	}

	/**
	 * Returns the members of an object.
	 */
	Stream<DocumentNode> members() {
		return names().stream().map(this::get);
	}

	/**
	 * Returns the elements of an array.
	 */
	Stream<DocumentNode> elements() {
		return IntStream.range(0, this.json.size()).mapToObj((index) -> at(this.pointer + "/" + index));
	}

	String text(String name) {
		return this.json.get(name).asString();
	}

	private DocumentNode at(String pointer) {
		JsonNode target = this.document.at(pointer);
		if (target.isMissingNode()) {
			throw new IllegalStateException("The document has no " + pointer);
		}
		return target.has("$ref") ? at(target.get("$ref").asString().substring("#".length()))
				: new DocumentNode(this.document, pointer, target);
	}

}
