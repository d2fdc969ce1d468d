package com.ticketly.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.slot.Section;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.PropertyMatches;

/**
 * Removes what no record can be read from before one is read: fields that it does not
 * have, and the elements of arrays that are too long.
 *
 * @param source unknown fields of {@link InputSource#ANY} are ignored
 * @param errors the errors by path; at most {@value #MAX_ERRORS} unknown fields are
 * reported
 */
record UnknownFields(InputSource source, Map<String, String> errors) {

	private static final int MAX_NAME = 30;

	private static final int MAX_DISTANCE = 3;

	private static final int MAX_ERRORS = 100;

	/**
	 * No array can have more. To validate many elements takes long, even if the size is
	 * invalid.
	 */
	private static final int MAX_ELEMENTS = Section.MAX_SEATS;

	/**
	 * Removes them, also from nested objects.
	 * @param path the path of the value, or an empty text
	 */
	void prune(JsonNode value, InputType type, String path) {
		if (value instanceof ArrayNode array) {
			IntStream.range(0, array.size()).forEach((i) -> prune(array.get(i), type, path + "[" + i + "]"));
		}
		else if (value instanceof ObjectNode object) {
			for (String name : List.copyOf(object.propertyNames())) {
				prune(object, name, type, path.isEmpty() ? name : path + "." + name);
			}
		}
	}

	private void prune(ObjectNode object, String name, InputType type, String path) {
		InputType inner = type.nested().get(name);
		if (!type.hasField(name)) {
			object.remove(name);
			if (this.source != InputSource.ANY && this.errors.size() < MAX_ERRORS) {
				this.errors.put(path, explain(type, name));
			}
		}
		else if (type.typeOf(name) == List.class && object.get(name) instanceof ArrayNode array
				&& array.size() > MAX_ELEMENTS) {
			array.removeAll();
			this.errors.put(path, "must have at most %d elements".formatted(MAX_ELEMENTS));
		}
		else if (inner != null) {
			prune(object.get(name), inner, path);
		}
	}

	/**
	 * Says which fields a record has.
	 */
	static String explain(InputType type, String name) {
		return "is not a known field; " + nearest(type, name).map("did you mean %s?"::formatted)
			.orElse(type.fields().isEmpty() ? "there are none"
					: "the fields are " + String.join(", ", type.fields().keySet()));
	}

	private static Optional<String> nearest(InputType type, String name) {
		int maxDistance = (name.length() <= MAX_NAME) ? Math.min(name.length() / 2, MAX_DISTANCE) : 0;
		return IntStream.rangeClosed(1, maxDistance)
			.boxed()
			.flatMap((distance) -> type.records()
				.stream()
				.flatMap((record) -> Stream.of(PropertyMatches.forField(name, record, distance).getPossibleMatches())))
			.filter(type.fields()::containsKey)
			.findFirst();
	}

}
