package com.ticketly.input;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.DeferredBindingException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a record from the fields of a request with Jackson, and reports all fields that
 * cannot be read.
 */
record InputReading(JsonTypes jsonTypes, InputType type, Map<String, String> errors) {

	/**
	 * Reads the record. Unreadable fields, at least one each time, are replaced by empty
	 * values, and the record is read again, so that the other fields can be validated.
	 */
	Object read(ObjectNode fields) {
		try {
			return this.type.read(fields);
		}
		catch (DeferredBindingException ex) {
			reportCollected(ex, fields);
		}
		catch (JacksonException ex) {
			// Jackson does not collect values of the wrong shape: it stops at the first.
			Stream.of(ex.getSuppressed())
				.filter(DeferredBindingException.class::isInstance)
				.forEach((before) -> reportCollected((DeferredBindingException) before, fields));
			report(pointer(ex), targetType(ex), null, fields);
		}
		return read(fields);
	}

	private void reportCollected(DeferredBindingException ex, ObjectNode fields) {
		ex.getProblems()
			.forEach((problem) -> report(problem.getPath().toString(), problem.getTargetType().getRawClass(),
					problem.getRawValue(), fields));
	}

	private void report(String pointer, Class<?> target, @Nullable Object value, ObjectNode fields) {
		String path = this.type.clientPath(pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.').substring(1));
		this.errors.putIfAbsent(path, this.jsonTypes.expectation(target, value));
		this.type.clear(InputType.field(path), fields);
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

}
