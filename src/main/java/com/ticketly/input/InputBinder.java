package com.ticketly.input;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.http.InvalidRequestException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.DeferredBindingException;
import tools.jackson.databind.exc.MismatchedInputException;
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

	InputBinder(JsonTypes jsonTypes, JsonMapper mapper, Validator validator) {
		this.jsonTypes = jsonTypes;
		this.mapper = mapper.rebuild()
			.annotationIntrospector(new InputType.Annotations())
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
	Object bind(ObjectNode body, ObjectNode parameters, Source source, Class<?> type) {
		InputType inputType = source.exact()
				? this.exactTypes.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.exactMapper))
				: this.types.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.mapper));
		Map<String, String> errors = new TreeMap<>(
				Comparator.comparing(inputType::order).thenComparing(Comparator.naturalOrder()));
		decode(parameters, inputType, errors);
		ObjectNode fields = merge(body, parameters, source, inputType, errors);
		Map<String, String> pruned = new LinkedHashMap<>();
		if (source != Source.ANY) {
			inputType.prune(fields, "", pruned);
		}
		inputType.renameAliases(fields, errors);
		if (source == Source.MERGE_PATCH) {
			remove(fields, inputType, type, errors);
		}
		Object input = read(fields, inputType, errors);
		validate(input, inputType, errors);
		errors.putAll(pruned);
		if (!errors.isEmpty()) {
			throw new InvalidRequestException(errors);
		}
		return input;
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
	private static ObjectNode merge(ObjectNode body, ObjectNode parameters, Source source, InputType type,
			Map<String, String> errors) {
		ObjectNode fields = (source == Source.PARAMETERS) ? parameters : body;
		(source == Source.PARAMETERS ? body : parameters).forEachEntry((name, value) -> {
			if (source != Source.ANY) {
				errors.put(name, type.hasField(name) ? source.misplaced : type.explainUnknown(name));
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

	/**
	 * Reads the record. Unreadable fields, at least one each time, are replaced by empty
	 * values, and the record is read again, so that the other fields can be validated.
	 */
	private Object read(ObjectNode fields, InputType type, Map<String, String> errors) {
		try {
			return type.read(fields);
		}
		catch (DeferredBindingException ex) {
			reportCollected(ex, fields, type, errors);
		}
		catch (JacksonException ex) {
			// Jackson does not collect values of the wrong shape: it stops at the first.
			Stream.of(ex.getSuppressed())
				.filter(DeferredBindingException.class::isInstance)
				.forEach((before) -> reportCollected((DeferredBindingException) before, fields, type, errors));
			report(pointer(ex), targetType(ex), null, fields, type, errors);
		}
		return read(fields, type, errors);
	}

	private void reportCollected(DeferredBindingException ex, ObjectNode fields, InputType type,
			Map<String, String> errors) {
		ex.getProblems()
			.forEach((problem) -> report(problem.getPath().toString(), problem.getTargetType().getRawClass(),
					problem.getRawValue(), fields, type, errors));
	}

	private void report(String pointer, Class<?> target, @Nullable Object value, ObjectNode fields, InputType type,
			Map<String, String> errors) {
		String path = type.clientPath(pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.').substring(1));
		errors.putIfAbsent(path, this.jsonTypes.expectation(target, value));
		type.clear(InputType.field(path), fields);
	}

	private static String pointer(JacksonException ex) {
		return ex.getPath()
			.stream()
			.map((step) -> "/" + ((step.getPropertyName() != null) ? step.getPropertyName() : step.getIndex()))
			.collect(Collectors.joining());
	}

	private static Class<?> targetType(JacksonException ex) {
		if (ex instanceof MismatchedInputException mismatch) {
			return mismatch.getTargetType();
		}
		throw ex;
	}

	private void validate(Object input, InputType type, Map<String, String> errors) {
		Set<String> unreadable = errors.keySet().stream().map(InputType::field).collect(Collectors.toSet());
		for (ConstraintViolation<?> violation : this.validator.validate(input)) {
			// Bean Validation appends a name to the path of a list element.
			String path = type.clientPath(violation.getPropertyPath().toString().replace(".<list element>", ""));
			if (!path.isEmpty() && !unreadable.contains(InputType.field(path))) {
				errors.putIfAbsent(path, violation.getMessage());
			}
			else if (path.isEmpty() && unreadable.isEmpty()) {
				errors.put("body", violation.getMessage());
			}
		}
	}

	/**
	 * Where the fields of an operation are in the request, and how exactly their types
	 * must match.
	 */
	enum Source {

		/**
		 * The JSON body, with values of the documented types.
		 */
		BODY("must be in the body"),

		/**
		 * The same, where null removes a field
		 * (<a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>).
		 */
		MERGE_PATCH("must be in the body"),

		/**
		 * The query, whose values are texts.
		 */
		PARAMETERS("must be a query parameter"),

		/**
		 * The JSON body, the query or a form. Numbers can be texts and the other way
		 * round, and unknown fields are ignored.
		 */
		ANY("");

		private final String misplaced;

		Source(String misplaced) {
			this.misplaced = misplaced;
		}

		private boolean exact() {
			return this == BODY || this == MERGE_PATCH;
		}

	}

}
