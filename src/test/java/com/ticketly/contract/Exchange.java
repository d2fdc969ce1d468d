package com.ticketly.contract;

import java.util.List;

import com.ticketly.ApiResponse;

/**
 * A request and its response.
 *
 * @param expected what the document lets a client expect
 * @param violations how the response differs from the document
 */
record Exchange(GeneratedRequest request, Expected expected, ApiResponse response, List<String> violations) {

	/**
	 * What the document lets a client expect of a response.
	 */
	enum Expected {

		/**
		 * The request follows the document and refers to data that allow it.
		 */
		SUCCESS,

		/**
		 * The request follows the document. Rules or data can refuse it.
		 */
		ANY,

		/**
		 * The request does not follow the document.
		 */
		REFUSAL

	}

	ApiOperation operation() {
		return this.request.operation();
	}

	int status() {
		return this.response.status();
	}

	/**
	 * Returns whether a refusal names the field that was changed. What is missing can be
	 * a fault of the body, and of a body everything can be missing.
	 */
	boolean namesField() {
		String field = this.request.field();
		List<String> named = this.response.invalidFields().stream().map(GeneratedRequest::topField).toList();
		return status() != 400 || field == null || named.contains(field) || named.contains("body")
				|| (field.equals("body") && !named.isEmpty());
	}

	@Override
	public String toString() {
		return "%n%s%n  -> %d %s".formatted(this.request, status(),
				this.violations.isEmpty() ? this.response.response().body() : this.violations);
	}

}
