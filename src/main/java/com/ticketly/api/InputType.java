package com.ticketly.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of a record of input: reflection finds it out once, as that costs more
 * than the reading.
 *
 * @param fields its components
 * @param constructor makes it
 */
record InputType(List<Field> fields, Constructor<?> constructor) {

	static InputType of(Class<?> type, JsonMapper mapper) {
		RecordComponent[] components = type.getRecordComponents();
		try {
			return new InputType(Arrays.stream(components).map((component) -> Field.of(component, mapper)).toList(),
					type.getDeclaredConstructor(
							Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Not a record of input: " + type, ex);
		}
	}

	/**
	 * Returns the names of its components that a request has.
	 */
	Set<String> given(ObjectNode fields) {
		return this.fields.stream()
			.filter((field) -> isGiven(field.in(fields)))
			.map(Field::name)
			.collect(Collectors.toSet());
	}

	static boolean isGiven(JsonNode node) {
		return !node.isMissingNode() && !node.isNull();
	}

	/**
	 * Makes the record of the values of its components, in their order.
	 */
	Object create(List<@Nullable Object> values) {
		try {
			return this.constructor.newInstance(values.toArray());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Not made by its components: " + this.constructor, ex);
		}
	}

	/**
	 * A component.
	 *
	 * @param name its name
	 * @param type its type
	 * @param names its name and what else it may be called
	 * @param isUnwrapped whether it is another record whose components are among these
	 * @param reader reads it
	 */
	record Field(String name, Class<?> type, List<String> names, boolean isUnwrapped, ObjectReader reader) {

		private static Field of(RecordComponent component, JsonMapper mapper) {
			JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
			Stream<String> aliases = (alias != null) ? Arrays.stream(alias.value()) : Stream.empty();
			return new Field(component.getName(), component.getType(),
					Stream.concat(Stream.of(component.getName()), aliases).toList(),
					component.getAccessor().isAnnotationPresent(JsonUnwrapped.class),
					mapper.readerFor(mapper.constructType(component.getGenericType())));
		}

		/**
		 * Returns the field's value among those of a request, missing where it is not
		 * given.
		 */
		JsonNode in(ObjectNode fields) {
			return this.names.stream()
				.map(fields::path)
				.filter((node) -> !node.isMissingNode())
				.findFirst()
				.orElse(fields.path(this.name));
		}

	}

}
