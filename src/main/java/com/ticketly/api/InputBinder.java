package com.ticketly.api;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.DeferredBindingException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Binds the fields of a request to a record with Jackson and validates the record with
 * Bean Validation. One exception reports all fields that cannot be read or are invalid.
 */
@Component
class InputBinder {

	private final JsonMapper mapper;

	private final Validator validator;

	private final Map<Class<?>, InputType> types = new ConcurrentHashMap<>();

	InputBinder(JsonMapper mapper, Validator validator) {
		this.mapper = mapper.rebuild()
			.annotationIntrospector(new InputType.Annotations())
			.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			// By default, an empty string is a missing number.
			.withCoercionConfigDefaults(
					(coercion) -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
		this.validator = validator;
	}

	/**
	 * Binds and validates.
	 * @param fields the fields of the request, which are changed
	 * @param repeated the names of parameters that are given more than once
	 * @throws InvalidRequestException if any field cannot be read or is invalid
	 */
	Object bind(ObjectNode fields, Set<String> repeated, Class<?> type) {
		InputType inputType = this.types.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.mapper));
		Map<String, String> errors = new TreeMap<>(
				Comparator.comparing(inputType::order).thenComparing(Comparator.naturalOrder()));
		repeated.forEach((name) -> errors.put(name, "must not be repeated"));
		inputType.renameAliases(fields);
		Object input = read(fields, inputType, errors);
		validate(input, inputType, errors);
		if (!errors.isEmpty()) {
			throw new InvalidRequestException(errors);
		}
		return input;
	}

	/**
	 * Reads the record. Unreadable fields, at least one each time, are replaced by empty
	 * values, and the record is read again, so that the other fields can be validated.
	 */
	private static Object read(ObjectNode fields, InputType type, Map<String, String> errors) {
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
			report(pointer(ex), targetType(ex), fields, type, errors);
		}
		return read(fields, type, errors);
	}

	private static void reportCollected(DeferredBindingException ex, ObjectNode fields, InputType type,
			Map<String, String> errors) {
		ex.getProblems()
			.forEach((problem) -> report(problem.getPath().toString(), problem.getTargetType().getRawClass(), fields,
					type, errors));
	}

	private static void report(String pointer, Class<?> target, ObjectNode fields, InputType type,
			Map<String, String> errors) {
		String path = type.clientPath(pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.').substring(1));
		errors.putIfAbsent(path, JsonTypes.expectation(target));
		type.clear(InputType.field(path), fields);
	}

	private static String pointer(JacksonException ex) {
		return ex.getPath()
			.stream()
			.map((step) -> "/" + ((step.getPropertyName() != null) ? step.getPropertyName() : step.getIndex()))
			.collect(Collectors.joining());
	}

	private static Class<?> targetType(JacksonException ex) {
		return switch (ex) {
			case MismatchedInputException mismatch -> mismatch.getTargetType();
			case InputCoercionException outOfRange -> outOfRange.getTargetType();
			default -> throw ex;
		};
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

}
