package com.ticketly.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.ticketly.api.InvalidRequestException.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.CollectedProblem;
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
	 * @param type the record
	 * @param errors messages by field for fields that are known to be unreadable
	 * @throws InvalidRequestException if any field cannot be read or is invalid
	 */
	Object bind(ObjectNode fields, Class<?> type, Map<String, String> errors) {
		InputType inputType = this.types.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.mapper));
		inputType.renameAliases(fields);
		Object input = read(fields, inputType, errors);
		validate(input, inputType, errors);
		if (!errors.isEmpty()) {
			throw new InvalidRequestException(errors.entrySet()
				.stream()
				.map((error) -> new FieldError(error.getKey(), error.getValue()))
				.sorted(Comparator.comparing((error) -> inputType.order(error.field())))
				.toList());
		}
		return input;
	}

	/**
	 * Reads the record. Unreadable fields are replaced by empty values, and the record is
	 * read again, so that the other fields can be validated.
	 */
	private static Object read(ObjectNode fields, InputType type, Map<String, String> errors) {
		try {
			return type.read(fields);
		}
		catch (DeferredBindingException ex) {
			for (CollectedProblem problem : ex.getProblems()) {
				unreadable(problem.getPath().toString(), problem.getTargetType().getRawClass(), fields, type, errors);
			}
		}
		catch (JacksonException ex) {
			// Jackson does not collect values of the wrong shape: it stops at the first.
			unreadable(pointer(ex), targetType(ex), fields, type, errors);
		}
		return read(fields, type, errors);
	}

	private static void unreadable(String pointer, Class<?> target, ObjectNode fields, InputType type,
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
