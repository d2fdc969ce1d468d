package com.ticketly.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Thrown when fields of a request cannot be read or are invalid.
 */
public final class InvalidRequestException extends RuntimeException {

	private final transient List<FieldError> errors;

	public InvalidRequestException(Map<String, String> messagesByField) {
		super(messagesByField.toString(), null, false, false);
		this.errors = messagesByField.entrySet()
			.stream()
			.map((error) -> new FieldError(error.getKey(), error.getValue()))
			.toList();
	}

	public InvalidRequestException(String field, String message) {
		this(Map.of(field, message));
	}

	public List<FieldError> errors() {
		return this.errors;
	}

	/**
	 * An invalid field, as reported to the client.
	 *
	 * @param field the path of the field, for example {@code seats[0]}
	 * @param message what is wrong with the value
	 */
	public record FieldError(String field, String message) {

		/**
		 * Creates an error. Both texts can contain client input, and JSON in UTF-8 cannot
		 * contain a lone surrogate.
		 */
		public FieldError {
			field = encodable(field);
			message = encodable(message);
		}

		private static String encodable(String text) {
			return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		}

	}

}
