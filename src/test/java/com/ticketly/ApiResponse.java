package com.ticketly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A response of the service.
 *
 * @param response the HTTP response
 */
public record ApiResponse(HttpResponse<String> response) {

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Sends a request and waits for the response.
	 * @throws UncheckedIOException if the connection fails before the response arrives
	 */
	public static ApiResponse of(HttpRequest.Builder request) {
		try {
			ApiResponse response = new ApiResponse(http.send(request.build(), BodyHandlers.ofString()));
			if (response.status() >= 400) {
				PhoneNumberWatch.assertNoneIn(response.response().body());
			}
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the HTTP status code.
	 */
	public int status() {
		return this.response.statusCode();
	}

	/**
	 * Returns the body, parsed as JSON.
	 */
	public JsonNode json() {
		return JsonMapper.shared().readTree(this.response.body());
	}

	/**
	 * Returns the first value of a header, or an empty string if it is absent.
	 */
	public String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	/**
	 * Returns the problem type without its URN prefix, such as {@code sold-out}.
	 */
	public String problem() {
		return json().path("type").asString().replace("urn:ticketly:problem:", "");
	}

	/**
	 * Returns the names of the fields that the problem reports as invalid.
	 */
	public List<String> invalidFields() {
		return values(json().path("errors"), "field");
	}

	/**
	 * Returns the value of a field of each element of an array.
	 */
	public static List<String> values(JsonNode array, String field) {
		return StreamSupport.stream(array.spliterator(), false).map((node) -> node.get(field).asString()).toList();
	}

}
