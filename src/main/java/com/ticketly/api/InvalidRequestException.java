package com.ticketly.api;

import java.util.List;

/**
 * Thrown when fields of a request cannot be read or are invalid.
 */
final class InvalidRequestException extends RuntimeException {

	private final transient List<FieldError> errors;

	InvalidRequestException(List<FieldError> errors) {
		super(errors.toString(), null, false, false);
		this.errors = List.copyOf(errors);
	}

	InvalidRequestException(String field, String message) {
		this(List.of(new FieldError(field, message)));
	}

	List<FieldError> errors() {
		return this.errors;
	}

	/**
	 * An invalid field, as reported to the client.
	 *
	 * @param field the path of the field, for example {@code seats[0]}
	 * @param message what is wrong with the value
	 */
	record FieldError(String field, String message) {
	}

}
