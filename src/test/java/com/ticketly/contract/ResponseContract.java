package com.ticketly.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.ticketly.ApiResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;

import static com.ticketly.contract.SchemaValues.JSON;

/**
 * Compares responses with the document.
 */
record ResponseContract(Schemas schemas) {

	/**
	 * Headers on which clients can rely, so that they must be documented.
	 */
	private static final Set<String> DOCUMENTED = Set.of("ETag", "Link", "Location", "Retry-After", "WWW-Authenticate");

	/**
	 * Returns how a response differs from the document.
	 */
	List<String> violations(ApiOperation operation, ApiResponse response) {
		List<String> violations = new ArrayList<>();
		if (response.status() >= 500) {
			violations.add("status " + response.status() + ": " + response.response().body());
		}
		operation.response(response.status()).ifPresentOrElse((documented) -> {
			compareBody(documented, response, violations);
			compareHeaders(documented, response, violations);
		}, () -> violations.add("status " + response.status() + " is not documented: " + response.response().body()));
		return violations;
	}

	private void compareBody(DocumentNode documented, ApiResponse response, List<String> violations) {
		String body = response.response().body();
		String contentType = response.header("Content-Type");
		if (!documented.has("content")) {
			if (!body.isEmpty()) {
				violations.add("a body is not documented: " + body);
			}
			return;
		}
		DocumentNode content = documented.get("content");
		if (response.status() >= 400 && !MediaType.APPLICATION_PROBLEM_JSON_VALUE.equals(contentType)) {
			violations.add("an error is not a problem: " + contentType);
		}
		if (!content.has(contentType)) {
			violations.add("the content type is not documented: " + contentType);
		}
		else if (contentType.equals("application/x-ndjson")) {
			body.lines()
				.map((line) -> parse(line, violations))
				.forEach((json) -> compareSchema(content.get(contentType), json, violations));
		}
		else if (contentType.endsWith("json")) {
			JsonNode json = parse(body, violations);
			if (response.status() >= 400
					&& !problemTypes(content.get(contentType)).contains(json.path("type").asString(""))) {
				violations.add("the problem type is not documented: " + body);
			}
			compareSchema(content.get(contentType), json, violations);
		}
	}

	private void compareSchema(DocumentNode content, JsonNode json, List<String> violations) {
		this.schemas.errors(content.get("schema"), json)
			.forEach((error) -> violations.add("the body is not as documented: " + error + " in " + json));
	}

	private static List<String> problemTypes(DocumentNode content) {
		return content.get("examples").members().map((example) -> example.json().at("/value/type").asString()).toList();
	}

	private static JsonNode parse(String body, List<String> violations) {
		try {
			return tools.jackson.databind.json.JsonMapper.shared().readTree(body);
		}
		catch (JacksonException ex) {
			violations.add("the body is not JSON: " + body);
			return JSON.missingNode();
		}
	}

	private void compareHeaders(DocumentNode documented, ApiResponse response, List<String> violations) {
		for (String name : DOCUMENTED) {
			boolean sent = !response.header(name).isEmpty();
			if (sent && documented.find("headers").filter((headers) -> headers.has(name)).isEmpty()) {
				violations.add("the header " + name + " is not documented");
			}
		}
		documented.find("headers").ifPresent((headers) -> headers.names().forEach((name) -> {
			DocumentNode header = headers.get(name);
			String value = response.header(name);
			if (value.isEmpty()) {
				if (header.json().path("required").asBoolean(false)) {
					violations.add("the header " + name + " is missing");
				}
				return;
			}
			DocumentNode schema = header.get("schema");
			this.schemas.errors(schema, ParameterValues.parse(schema, value))
				.forEach((error) -> violations.add("the header " + name + " is not as documented: " + error));
		}));
	}

}
