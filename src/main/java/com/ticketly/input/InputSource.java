package com.ticketly.input;

/**
 * Where the fields of an operation are in the request, and how exactly their types must
 * match.
 */
enum InputSource {

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
	 * The JSON body, the query or a form. Numbers can be texts and the other way round,
	 * and unknown fields are ignored.
	 */
	ANY("");

	private final String misplaced;

	InputSource(String misplaced) {
		this.misplaced = misplaced;
	}

	/**
	 * Returns the error of a field that is in the other part of the request.
	 */
	String misplaced() {
		return this.misplaced;
	}

	boolean exact() {
		return this == BODY || this == MERGE_PATCH;
	}

}
