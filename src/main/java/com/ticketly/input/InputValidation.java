package com.ticketly.input;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * Validates a record with Bean Validation, and the objects in it one after the other, so
 * that the time is limited however many of them are invalid.
 *
 * @param errors the errors by path
 * @param unreadable the fields that have an error because they cannot be read
 */
record InputValidation(Validator validator, Map<String, String> errors, Set<String> unreadable) {

	/**
	 * With so many errors, no further objects in the record are validated.
	 */
	private static final int MAX_ERRORS = 100;

	InputValidation(Validator validator, Map<String, String> errors) {
		this(validator, errors, errors.keySet().stream().map(InputType::field).collect(Collectors.toSet()));
	}

	void validate(Object input, InputType type) {
		validate(input, type, "");
	}

	private void validate(@Nullable Object value, InputType type, String path) {
		if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				validate(list.get(i), type, path + "[" + i + "]");
			}
		}
		else if (value != null && (path.isEmpty() || this.errors.size() < MAX_ERRORS)) {
			this.validator.validate(value).forEach((violation) -> report(violation, type, path));
			DirectFieldAccessor fields = new DirectFieldAccessor(value);
			type.nested().forEach((name, inner) -> {
				String property = fields.isReadableProperty(name) ? name : type.unwrapped() + "." + name;
				validate(fields.getPropertyValue(property), inner, append(path, name));
			});
		}
	}

	private void report(ConstraintViolation<?> violation, InputType type, String object) {
		// Bean Validation appends a name to the path of a list element.
		String path = append(object,
				type.clientPath(violation.getPropertyPath().toString().replace(".<list element>", "")));
		if (!path.isEmpty() && !this.unreadable.contains(InputType.field(path))) {
			this.errors.putIfAbsent(path, violation.getMessage());
		}
		else if (path.isEmpty() && this.unreadable.isEmpty()) {
			this.errors.put("body", violation.getMessage());
		}
	}

	private static String append(String path, String name) {
		return (path.isEmpty() || name.isEmpty()) ? path + name : path + "." + name;
	}

}
