package com.ticketly.input;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.ticketly.http.InvalidRequestException;
import jakarta.validation.Validator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Binds the fields of a request to a record with Jackson and validates the record with
 * Bean Validation. One exception reports all fields that cannot be read or are invalid.
 */
@Component
class InputBinder {

	private final JsonTypes jsonTypes;

	private final JsonMapper mapper;

	private final Validator validator;

	private final JsonMapper exactMapper;

	private final Map<Class<?>, InputType> exactTypes = new ConcurrentHashMap<>();

	private final Map<Class<?>, InputType> types = new ConcurrentHashMap<>();

	private final Map<WithoutFields, Object> withoutFields = new ConcurrentHashMap<>();

	InputBinder(JsonTypes jsonTypes, JsonMapper mapper, Validator validator) {
		this.jsonTypes = jsonTypes;
		this.mapper = mapper.rebuild()
			.annotationIntrospector(new ProblemCollection())
			.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			// By default, an empty string is a missing value.
			.withCoercionConfigDefaults(
					(coercion) -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
		this.exactMapper = this.mapper.rebuild().disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
		this.validator = validator;
	}

	/**
	 * Binds and validates.
	 * @param body the fields of the body, which are changed
	 * @param parameters the query and form parameters, as strings, or as arrays if they
	 * are given more than once; they are changed
	 * @throws InvalidRequestException if any field cannot be read or is invalid
	 */
	Object bind(ObjectNode body, ObjectNode parameters, InputSource source, Class<?> type) {
		InputType inputType = source.exact()
				? this.exactTypes.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.exactMapper))
				: this.types.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.mapper));
		Map<String, String> errors = new TreeMap<>(
				Comparator.comparing(inputType::order).thenComparing(Comparator.naturalOrder()));
		decode(parameters, inputType, errors);
		ObjectNode fields = merge(body, parameters, source, inputType, errors);
		Map<String, String> pruned = new LinkedHashMap<>();
		new UnknownFields(source, pruned).prune(fields, inputType, "");
		inputType.renameAliases(fields, errors);
		if (source == InputSource.MERGE_PATCH) {
			remove(fields, inputType, type, errors);
		}
		Object input = new InputReading(this.jsonTypes, inputType, errors).read(fields);
		new InputValidation(this.validator, errors).validate(input, inputType);
		errors.putAll(pruned);
		if (!errors.isEmpty()) {
			throw new InvalidRequestException(errors);
		}
		return input;
	}

	/**
	 * Returns the input of requests without any field, which is always the same.
	 * @throws InvalidRequestException if a field is required
	 */
	Object bindNothing(InputSource source, Class<?> type) {
		return this.withoutFields.computeIfAbsent(new WithoutFields(source, type),
				(key) -> bind(this.mapper.createObjectNode(), this.mapper.createObjectNode(), source, type));
	}

	/**
	 * Replaces repeated parameters by their first value, and reports them.
	 */
	private static void decode(ObjectNode parameters, InputType type, Map<String, String> errors) {
		for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
			String name = parameter.getKey();
			if (parameter.getValue() instanceof ArrayNode values) {
				errors.put(name, "must not be repeated");
				parameter.setValue(values.get(0));
			}
			parameter.setValue(
					parameters.stringNode(JsonTypes.restorePlus(type.typeOf(name), parameter.getValue().asString())));
		}
	}

	/**
	 * Returns the fields, and reports those that are in the wrong part of the request, or
	 * differ between its parts.
	 */
	private static ObjectNode merge(ObjectNode body, ObjectNode parameters, InputSource source, InputType type,
			Map<String, String> errors) {
		ObjectNode fields = (source == InputSource.PARAMETERS) ? parameters : body;
		(source == InputSource.PARAMETERS ? body : parameters).forEachEntry((name, value) -> {
			if (source != InputSource.ANY) {
				errors.put(name, type.hasField(name) ? source.misplaced() : UnknownFields.explain(type, name));
			}
			else if (!fields.hasNonNull(name)) {
				fields.set(name, value);
			}
			else if (type.hasField(name) && !InputType.isSame(fields.get(name), value)) {
				errors.putIfAbsent(name, "must not differ between the body and the parameters");
			}
		});
		return fields;
	}

	/**
	 * Removes the fields that are null. A text that can be empty becomes empty.
	 */
	private void remove(ObjectNode fields, InputType inputType, Class<?> type, Map<String, String> errors) {
		for (Map.Entry<String, JsonNode> field : fields.properties()) {
			String name = field.getKey();
			InputType nested = inputType.nested().get(name);
			if (nested != null && nested.isRemovable()) {
				field.setValue(nested.withRemovedFields(field.getValue()));
				continue;
			}
			if (!field.getValue().isNull()) {
				continue;
			}
			if (inputType.typeOf(name) == String.class && this.validator.validateValue(type, name, "").isEmpty()) {
				field.setValue(fields.stringNode(""));
			}
			else {
				errors.put(name, "cannot be removed");
			}
		}
	}

	private record WithoutFields(InputSource source, Class<?> type) {
	}

}
