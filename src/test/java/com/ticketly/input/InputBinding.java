package com.ticketly.input;

import java.time.Clock;
import java.time.ZoneId;

import com.ticketly.http.RequestBody;
import com.ticketly.user.PhoneNumbers;
import jakarta.validation.Validation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds input without a server.
 */
public final class InputBinding {

	/**
	 * The maximum size of a body in bytes.
	 */
	public static final int MAX_BODY = RequestBody.MAX_SIZE;

	private final JsonMapper mapper;

	private final InputBinder binder;

	/**
	 * Creates a binding for the region of phone numbers and the zone of a theater.
	 */
	public InputBinding(String region, ZoneId zone) {
		JsonTypes types = new JsonTypes(new TheatreTime(Clock.system(zone)), new PhoneNumbers(region));
		this.mapper = JsonMapper.builder().addModule(types).build();
		this.binder = new InputBinder(types, this.mapper, Validation.buildDefaultValidatorFactory().getValidator());
	}

	/**
	 * Binds input.
	 * @param body the fields of the body
	 * @param parameters the query and form parameters
	 */
	public Object bind(Class<?> type, Source source, ObjectNode body, ObjectNode parameters) {
		return this.binder.bind(body, parameters, InputSource.valueOf(source.name()), type);
	}

	public JsonMapper mapper() {
		return this.mapper;
	}

	/**
	 * Where the fields of an operation are in the request.
	 */
	public enum Source {

		BODY, MERGE_PATCH, PARAMETERS, ANY

	}

}
