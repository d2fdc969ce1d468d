package com.ticketly.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.contract.ExistingData.Data;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.MediaType;

import static com.ticketly.contract.SchemaValues.JSON;

/**
 * Generates requests for an operation from its description.
 *
 * @param random the source of randomness
 */
record Requests(ApiOperation operation, Random random) {

	/**
	 * Returns a request for each media type of the body and each of its examples, with
	 * the required parameters.
	 */
	Stream<GeneratedRequest> examples(Data data) {
		GeneratedRequest request = withoutBody(data);
		return this.operation.jsonBody()
			.map((content) -> bodies(content).map((body) -> refer(data, body))
				.flatMap((body) -> this.operation.bodyTypes()
					.stream()
					.map((type) -> request.body(type, write(body, type)).purpose("example", null))))
			.orElseGet(() -> texts(request).map((example) -> example.purpose("example", null)));
	}

	/**
	 * Returns a request for each media type of a body that is a text, or the request
	 * itself if it has no body.
	 */
	private Stream<GeneratedRequest> texts(GeneratedRequest request) {
		return this.operation.bodyTypes().isEmpty() ? Stream.of(request)
				: this.operation.bodyTypes()
					.stream()
					.map((type) -> request.body(type, this.operation.textBody(type).orElseThrow()));
	}

	private GeneratedRequest withoutBody(Data data) {
		GeneratedRequest request = GeneratedRequest.of(this.operation);
		for (DocumentNode parameter : this.operation.parameters()) {
			if (parameter.json().path("required").asBoolean(false)) {
				JsonNode value = data.reference(parameter.text("name")).orElseGet(() -> sample(parameter));
				request = request.with(parameter.text("in"), parameter.text("name"), ParameterValues.text(value));
			}
		}
		return withCustomer(request);
	}

	/**
	 * Returns a request that has the only customer of a search.
	 */
	private GeneratedRequest withCustomer(GeneratedRequest request) {
		return this.operation.hasParameter("idEnding")
				? request.without("query", "name").with("query", "phoneNumber", "9653864514") : request;
	}

	private Stream<JsonNode> bodies(DocumentNode content) {
		if (content.has("examples")) {
			return content.get("examples").members().map((example) -> example.json().get("value"));
		}
		return Stream.of(sample(content));
	}

	private JsonNode refer(Data data, JsonNode body) {
		Set<String> names = this.operation.jsonBody()
			.map((content) -> SchemaValues.fields(content.get("schema")).keySet())
			.orElse(Set.of());
		return data.refer(body, names);
	}

	private static String write(JsonNode body, String contentType) {
		return !contentType.equals(MediaType.APPLICATION_FORM_URLENCODED_VALUE) ? body.toString()
				: body.properties()
					.stream()
					.map((field) -> field.getKey() + "="
							+ URLEncoder.encode(ParameterValues.text(field.getValue()), StandardCharsets.UTF_8))
					.collect(Collectors.joining("&"));
	}

	/**
	 * Returns the example of a schema, a parameter or a media type, or else an example of
	 * the schema, or else a value that is made of the examples of fields.
	 */
	JsonNode sample(DocumentNode described) {
		if (described.has("example")) {
			return described.json().get("example");
		}
		if (described.has("schema")) {
			return sample(described.get("schema"));
		}
		DocumentNode schema = SchemaValues.variant(described);
		if (schema.has("example")) {
			return schema.json().get("example");
		}
		if (SchemaValues.type(schema).equals("object")) {
			ObjectNode object = JSON.objectNode();
			SchemaValues.fields(schema).forEach((name, field) -> object.set(name, sample(field)));
			return object;
		}
		return generate(schema);
	}

	private JsonNode generate(DocumentNode schema) {
		return new SchemaValues(this.random).value(schema);
	}

	/**
	 * Returns a random request that the document allows.
	 */
	GeneratedRequest random(Data data) {
		GeneratedRequest request = withoutBody(data).purpose("random", null);
		for (DocumentNode parameter : this.operation.parameters()) {
			String name = parameter.text("name");
			boolean required = parameter.json().path("required").asBoolean(false);
			// Page tokens come from pages, ids from what exists, and a random end may be
			// before a random start.
			if (!required && !Set.of("next", "to", "slotId", "userId").contains(name) && this.random.nextBoolean()) {
				JsonNode value = parameter.has("example") ? sample(parameter) : generate(parameter.get("schema"));
				String text = ParameterValues.text(value);
				request = request.with(parameter.text("in"), name,
						parameter.text("in").equals("header") ? text.replaceAll("[^!-~]", "x") : text);
			}
		}
		if (this.operation.hasParameter("Idempotency-Key")) {
			request = request.with("header", "Idempotency-Key",
					new UUID(this.random.nextLong(), this.random.nextLong()).toString());
		}
		request = withCustomer(request);
		Optional<DocumentNode> content = this.operation.jsonBody();
		return content.isEmpty() ? texts(request).findFirst().orElseThrow()
				: request.body(ApiOperation.JSON, refer(data, generate(content.get().get("schema"))).toString());
	}

	/**
	 * Returns variants of a request in which one parameter, or one part of the body, is
	 * replaced.
	 */
	Stream<GeneratedRequest> variants(GeneratedRequest request, Data data) {
		Stream<GeneratedRequest> parameters = this.operation.parameters()
			.stream()
			.flatMap((parameter) -> variants(request, parameter));
		return Stream.concat(parameters, this.operation.jsonBody().stream().flatMap((content) -> {
			JsonNode body = JsonMapper.shared().readTree(request.body());
			return new Variants(this::sample, (fields) -> refer(data, fields)).ofBody(content.get("schema"), body)
				.map((variant) -> request.body(ApiOperation.JSON, variant.value().toString())
					.purpose(variant.purpose(), variant.topField()));
		}));
	}

	private Stream<GeneratedRequest> variants(GeneratedRequest request, DocumentNode parameter) {
		String in = parameter.text("in");
		String name = parameter.text("name");
		List<GeneratedRequest> variants = new ArrayList<>();
		Variants.replacements(SchemaValues.variant(parameter.get("schema")), sample(parameter))
			.map(ParameterValues::text)
			.distinct()
			.filter((text) -> switch (in) {
				// The container refuses a path with NUL: it belongs to no operation.
				case "path" -> !text.isBlank() && text.indexOf(0) < 0;
				// The HTTP client sends no other characters.
				case "header" -> text.chars().allMatch((character) -> character >= ' ' && character < 127);
				default -> true;
			})
			.forEach((text) -> variants.add(request.with(in, name, text).purpose("variant", name)));
		if (!in.equals("path")) {
			variants.add(request.without(in, name).purpose("absent", name));
		}
		return variants.stream();
	}

	/**
	 * Returns requests that differ in what all operations have in common: credentials,
	 * media types, and the form of the body and of ids.
	 */
	Stream<GeneratedRequest> protocol(GeneratedRequest request) {
		List<GeneratedRequest> requests = new ArrayList<>();
		requests.add(request.signedIn(false).purpose("not signed in", null));
		requests.add(request.signedIn(false)
			.with("header", "Authorization", "Basic b3BlcmF0b3I6d3Jvbmc=")
			.purpose("wrong password", null));
		for (String accepted : List.of("application/xml", "application/json;charset=utf-16", "nonsense")) {
			requests.add(request.with("header", "Accept", accepted).purpose("Accept", null));
		}
		requests.add(request.with("query", "nonsense", "1").purpose("unknown parameter", null));
		request.parameters()
			.stream()
			.filter((parameter) -> parameter.in().equals("path"))
			.forEach((id) -> requests
				.add(request.with("path", id.name(), unknown(id.value())).purpose("unknown id", null)));
		String json = (request.body() != null) ? request.body() : "{}";
		requests.add(request.body("application/xml", json).purpose("Content-Type", null));
		requests.add(request.body(ApiOperation.JSON, json)
			.with("header", "Content-Encoding", "gzip")
			.purpose("Content-Encoding", null));
		requests.add(request.body(this.operation.mainBodyType(), "{\"nonsense\":\"" + "x".repeat(300_000) + "\"}")
			.purpose("size", null));
		if (request.body() != null) {
			for (String contentType : List.of("text/plain", "nonsense", "*/*")) {
				requests.add(request.body(contentType, request.body()).purpose("Content-Type", null));
			}
			requests.add(request.body(null, request.body()).purpose("no Content-Type", null));
			for (String body : List.of("", "{", "[]", "null", "1", "{\"nonsense\":1,\"nonsense\":2}",
					"[".repeat(5000))) {
				requests.add(request.body(ApiOperation.JSON, body).purpose("form of the body", null));
			}
		}
		return requests.stream();
	}

	private static String unknown(String id) {
		return id.substring(0, id.length() - 1) + (id.endsWith("0") ? "1" : "0");
	}

}
