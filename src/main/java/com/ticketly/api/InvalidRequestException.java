package com.ticketly.api;

import java.util.List;

/**
 * Says that a request cannot be read or is invalid.
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

}
