package com.ticketly.input;

import com.ticketly.http.InvalidRequestException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Reads the rows of files as the operations read their bodies: with the same rules and
 * messages.
 */
@Component
public class RowInput {

	private final InputBinder binder;

	RowInput(InputBinder binder) {
		this.binder = binder;
	}

	/**
	 * Reads the object of a line.
	 * @throws InvalidRequestException if it is not one JSON object in UTF-8
	 */
	public static ObjectNode parse(byte[] line) {
		return JsonBody.read(line);
	}

	/**
	 * Binds and validates the fields of a row.
	 * @param fields the fields, which are changed
	 * @param texts whether all values are texts, as in CSV
	 * @throws InvalidRequestException if any field cannot be read or is invalid
	 */
	public <T> T bind(ObjectNode fields, boolean texts, Class<T> type) {
		return type.cast(this.binder.bind(fields, JsonNodeFactory.instance.objectNode(),
				texts ? InputSource.ANY : InputSource.BODY, type));
	}

}
