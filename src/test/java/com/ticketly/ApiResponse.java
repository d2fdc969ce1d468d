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
 * What the service answered.
 *
 * @param response the answer
 */
public record ApiResponse(HttpResponse<String> response) {

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/**
	 * Sends a request.
	 * @throws UncheckedIOException when there is no answer
	 */
	static ApiResponse of(HttpRequest.Builder request) {
		try {
			return new ApiResponse(http.send(request.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public int status() {
		return this.response.statusCode();
	}

	public JsonNode json() {
		return JsonMapper.shared().readTree(this.response.body());
	}

	public String header(String name) {
		return this.response.headers().firstValue(name).orElse("");
	}

	/**
	 * Returns the last part of the problem's type.
	 */
	public String problem() {
		return json().path("type").asString().replace("urn:ticketly:problem:", "");
	}

	/**
	 * Returns the names of the fields that the problem complains of.
	 */
	public List<String> invalidFields() {
		return values(json().path("errors"), "field");
	}

	/**
	 * Returns a field of each element of an array.
	 */
	public static List<String> values(JsonNode array, String field) {
		return StreamSupport.stream(array.spliterator(), false).map((node) -> node.get(field).asString()).toList();
	}

}
