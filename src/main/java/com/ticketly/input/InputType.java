package com.ticketly.input;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a record that is read from requests, determined by reflection once per
 * record.
 *
 * @param reader reads the record and collects problems
 * @param records the record, and the one of the component that is unwrapped
 * @param fields the types of the fields by name, in the order of the documentation
 * @param aliases the names of fields by their aliases
 * @param nested the records of fields that are objects or arrays of objects
 * @param unwrapped the component that is read from the fields of the record itself
 * @param removed the component with the names of removed fields
 */
record InputType(ObjectReader reader, List<Class<?>> records, Map<String, Class<?>> fields, Map<String, String> aliases,
		Map<String, InputType> nested, @Nullable String unwrapped, @Nullable String removed) {

	static InputType of(Class<?> type, JsonMapper mapper) {
		List<Class<?>> records = new ArrayList<>(List.of(type));
		Map<String, Class<?>> fields = new LinkedHashMap<>();
		Map<String, String> aliases = new LinkedHashMap<>();
		Map<String, InputType> nested = new HashMap<>();
		String unwrapped = null;
		String removed = null;
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
				InputType inner = of(component.getType(), mapper);
				records.addAll(inner.records);
				fields.putAll(inner.fields);
				aliases.putAll(inner.aliases);
				nested.putAll(inner.nested);
				unwrapped = component.getName();
				continue;
			}
			if (component.getAccessor().isAnnotationPresent(RemovedFields.class)) {
				removed = component.getName();
				continue;
			}
			fields.put(component.getName(), component.getType());
			for (JsonAlias alias : component.getAccessor().getAnnotationsByType(JsonAlias.class)) {
				List.of(alias.value()).forEach((name) -> aliases.put(name, component.getName()));
			}
			JavaType value = mapper.constructType(component.getGenericType());
			Class<?> object = (value.isContainerType() ? value.getContentType() : value).getRawClass();
			if (FieldRules.class.isAssignableFrom(object)) {
				nested.put(component.getName(), of(object, mapper));
			}
		}
		return new InputType(mapper.readerFor(type).problemCollectingReader(), records, fields, aliases, nested,
				unwrapped, removed);
	}

	boolean hasField(String name) {
		return this.fields.containsKey(name) || this.aliases.containsKey(name);
	}

	@Nullable Class<?> typeOf(String name) {
		return this.fields.get(this.aliases.getOrDefault(name, name));
	}

	/**
	 * Renames aliases, so that errors name the field, and reports fields that have
	 * different values under two names.
	 */
	void renameAliases(ObjectNode request, Map<String, String> errors) {
		Map<String, String> given = new HashMap<>();
		this.aliases.forEach((alias, name) -> {
			JsonNode value = request.remove(alias);
			if (value == null || value.isNull()) {
				return;
			}
			if (!request.hasNonNull(name)) {
				request.set(name, value);
				given.put(name, alias);
			}
			else if (!value.equals(request.get(name))) {
				errors.putIfAbsent(name,
						"must not differ between %s and %s".formatted(given.getOrDefault(name, name), alias));
			}
		});
	}

	/**
	 * Returns whether two values are the same, or one is the text of the other.
	 */
	static boolean isSame(JsonNode a, JsonNode b) {
		return a.equals(b) || (a.isValueNode() && b.isValueNode() && a.asString().equals(b.asString()));
	}

	/**
	 * Returns whether a merge patch can remove the fields of this object.
	 */
	boolean isRemovable() {
		return this.removed != null;
	}

	/**
	 * Adds the names of the fields that are null to an object in a merge patch. Null
	 * itself becomes an object without any of its fields.
	 */
	JsonNode withRemovedFields(JsonNode value) {
		if (this.removed == null || !(value.isNull() || value.isObject())) {
			return value;
		}
		ObjectNode object = value.isObject() ? (ObjectNode) value : JsonNodeFactory.instance.objectNode();
		ArrayNode names = object.arrayNode();
		this.fields.keySet()
			.stream()
			.filter((name) -> value.isNull() || (object.has(name) && object.get(name).isNull()))
			.forEach(names::add);
		return object.set(this.removed, names);
	}

	Object read(ObjectNode request) {
		ObjectNode tree = request;
		if (this.unwrapped != null) {
			tree = request.objectNode().setAll(request);
			tree.set(this.unwrapped, request);
		}
		return this.reader.readValueCollectingProblems(this.reader.treeAsTokens(tree));
	}

	/**
	 * Replaces an unreadable value by an empty one. Unless that is null, the field counts
	 * as given in rules that involve several fields.
	 */
	void clear(String field, ObjectNode request) {
		Class<?> type = this.fields.get(field);
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		if (type == List.class) {
			request.set(field, nodes.arrayNode());
		}
		else if (type == String.class) {
			request.set(field, nodes.stringNode(""));
		}
		else {
			request.set(field, this.nested.containsKey(field) ? nodes.objectNode() : nodes.nullNode());
		}
	}

	String clientPath(String path) {
		return (this.unwrapped != null && path.startsWith(this.unwrapped + "."))
				? path.substring(this.unwrapped.length() + 1) : path;
	}

	/**
	 * Returns where the field of a path is in the documentation. Unknown fields come
	 * last.
	 */
	int order(String path) {
		int order = List.copyOf(this.fields.keySet()).indexOf(field(path));
		return (order >= 0) ? order : this.fields.size();
	}

	/**
	 * Returns the path of a field in the notation of Bean Validation.
	 */
	static String path(JsonPointer pointer) {
		StringBuilder path = new StringBuilder();
		for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
			path.append((step.mayMatchElement() && !path.isEmpty()) ? "[" + step.getMatchingIndex() + "]"
					: (path.isEmpty() ? "" : ".") + step.getMatchingProperty());
		}
		return path.toString();
	}

	static String field(String path) {
		return path.split("[.\\[]", 2)[0];
	}

}
