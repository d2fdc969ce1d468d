package com.ticketly.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.NameTransformer;

/**
 * The fields of a record that is read from requests, determined by reflection once per
 * record.
 *
 * @param reader reads the record and collects problems
 * @param fields the empty values of the fields by name, in the order of the documentation
 * @param aliases the names of fields by their aliases
 * @param unwrapped the component that is read from the fields of the record itself
 */
record InputType(ObjectReader reader, Map<String, JsonNode> fields, Map<String, String> aliases,
		@Nullable String unwrapped) {

	static InputType of(Class<?> type, JsonMapper mapper) {
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		Map<String, String> aliases = new LinkedHashMap<>();
		String unwrapped = null;
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
				InputType inner = of(component.getType(), mapper);
				fields.putAll(inner.fields);
				aliases.putAll(inner.aliases);
				unwrapped = component.getName();
			}
			else {
				fields.put(component.getName(), emptyValue(component.getType()));
				for (JsonAlias alias : component.getAccessor().getAnnotationsByType(JsonAlias.class)) {
					List.of(alias.value()).forEach((name) -> aliases.put(name, component.getName()));
				}
			}
		}
		return new InputType(mapper.readerFor(type).problemCollectingReader(), fields, aliases, unwrapped);
	}

	/**
	 * Returns the value that stands for an unreadable one. Unless it is null, the field
	 * counts as given in rules that involve several fields.
	 */
	private static JsonNode emptyValue(Class<?> type) {
		if (type == List.class) {
			return JsonNodeFactory.instance.arrayNode();
		}
		if (type == String.class) {
			return JsonNodeFactory.instance.stringNode("");
		}
		return FieldRules.class.isAssignableFrom(type) ? JsonNodeFactory.instance.objectNode()
				: JsonNodeFactory.instance.nullNode();
	}

	/**
	 * Renames aliases, so that errors name the field. The field itself takes precedence.
	 */
	void renameAliases(ObjectNode request) {
		this.aliases.forEach((alias, name) -> {
			JsonNode value = request.remove(alias);
			if (value != null) {
				request.putIfAbsent(name, value);
			}
		});
	}

	Object read(ObjectNode request) {
		ObjectNode tree = request;
		if (this.unwrapped != null) {
			tree = request.objectNode().setAll(request);
			tree.set(this.unwrapped, request);
		}
		return this.reader.readValueCollectingProblems(this.reader.treeAsTokens(tree));
	}

	void clear(String field, ObjectNode request) {
		request.set(field, this.fields.get(field));
	}

	String clientPath(String path) {
		return (this.unwrapped != null && path.startsWith(this.unwrapped + "."))
				? path.substring(this.unwrapped.length() + 1) : path;
	}

	int order(String path) {
		return new ArrayList<>(this.fields.keySet()).indexOf(field(path));
	}

	static String field(String path) {
		return path.split("[.\\[]", 2)[0];
	}

	/**
	 * Adapts Jackson to the collection of problems: it collects unknown fields unless
	 * they are ignored, and it loses the paths of problems in unwrapped records.
	 */
	static final class Annotations extends JacksonAnnotationIntrospector {

		@Override
		public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
			return JsonIgnoreProperties.Value.forIgnoreUnknown(true);
		}

		@Override
		public @Nullable NameTransformer findUnwrappingNameTransformer(MapperConfig<?> config, AnnotatedMember member) {
			return null;
		}

	}

}
