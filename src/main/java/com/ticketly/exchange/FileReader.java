package com.ticketly.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a file.
 */
interface FileReader {

	/**
	 * The maximum size of a row in bytes, that of the body of a request.
	 */
	int MAX_ROW = com.ticketly.http.RequestBody.MAX_SIZE;

	/**
	 * Returns the next row, null at the end.
	 */
	@Nullable FileRow next();

	/**
	 * Returns whether all values are texts.
	 */
	boolean hasTexts();

}
