package com.ticketly.exchange;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of a file.
 *
 * @param line the number of its first line, from 1
 * @param fields its fields, null if it cannot be read
 * @param problem why it cannot be read, null if it can be
 */
record FileRow(int line, @Nullable ObjectNode fields, @Nullable String problem) {

	static FileRow of(int line, ObjectNode fields) {
		return new FileRow(line, fields, null);
	}

	static FileRow broken(int line, String problem) {
		return new FileRow(line, null, problem);
	}

}
