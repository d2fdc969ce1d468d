package com.ticketly.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the JSON object of a body.
 */
final class JsonBody {

	private static final int MAX_DEPTH = 100;

	private static final int MAX_DIGITS = 1000;

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(MAX_DEPTH)
				.maxNumberLength(MAX_DIGITS)
				.maxNameLength(RequestBody.MAX_SIZE)
				.build())
			.build())
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.build();

	private JsonBody() {
	}

	/**
	 * Reads an object.
	 * @throws InvalidRequestException if the body is not one JSON object in UTF-8
	 */
	static ObjectNode read(byte[] body) {
		try (JsonParser json = MAPPER.createParser(decode(body))) {
			return read(json);
		}
	}

	private static ObjectNode read(JsonParser json) {
		try {
			JsonNode tree = MAPPER.readTree(json);
			if (tree instanceof ObjectNode object && json.nextToken() == null) {
				return object;
			}
		}
		catch (JacksonException ex) {
			throw unreadable(ex, json);
		}
		throw new InvalidRequestException("body", "must be a JSON object");
	}

	/**
	 * Decodes UTF-8. Jackson would also accept UTF-16, UTF-32 and overlong UTF-8
	 * sequences, which other software that inspects bodies does not read.
	 */
	private static String decode(byte[] body) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			return text.startsWith("\uFEFF") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new InvalidRequestException("body", "must be JSON in UTF-8");
		}
	}

	private static InvalidRequestException unreadable(JacksonException ex, JsonParser json) {
		String path = InputType.path(json.streamReadContext().pathAsPointer());
		if (ex instanceof StreamConstraintsException) {
			return (json.streamReadContext().getNestingDepth() > MAX_DEPTH)
					? new InvalidRequestException("body", "must not be nested more than %d levels".formatted(MAX_DEPTH))
					: new InvalidRequestException(path, "must have at most %,d digits".formatted(MAX_DIGITS));
		}
		// At the root, something follows the object.
		if (ex instanceof MismatchedInputException && !path.isEmpty()) {
			return new InvalidRequestException(path, "must not be repeated");
		}
		TokenStreamLocation location = json.currentLocation();
		return new InvalidRequestException("body",
				"is not valid JSON (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr()));
	}

}
