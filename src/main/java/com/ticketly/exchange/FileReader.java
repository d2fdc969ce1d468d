package com.ticketly.exchange;

import com.ticketly.http.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the rows of a file.
 */
interface FileReader {

	/**
	 * The maximum size of a row in bytes, that of the body of a request.
	 */
	int MAX_ROW = RequestBody.MAX_SIZE;

	/**
	 * Returns the next row, null at the end.
	 */
	@Nullable Row next();

	/**
	 * Returns whether all values are texts.
	 */
	boolean hasTexts();

	/**
	 * A row of a file.
	 *
	 * @param line the number of its first line, from 1
	 * @param fields its fields, null if it cannot be read
	 * @param problem why it cannot be read, null if it can be
	 */
	record Row(int line, @Nullable ObjectNode fields, @Nullable String problem) {

		static Row of(int line, ObjectNode fields) {
			return new Row(line, fields, null);
		}

		static Row broken(int line, String problem) {
			return new Row(line, null, problem);
		}

	}

}
