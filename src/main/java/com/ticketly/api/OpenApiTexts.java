package com.ticketly.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

/**
 * Completes a derived OpenAPI document with the file {@code openapi.yaml}: with texts,
 * examples, and the responses for problems.
 */
final class OpenApiTexts {

	/**
	 * The extension that lists the problem types of an operation.
	 */
	static final String PROBLEMS = "x-problems";

	/**
	 * The file is trusted, so the limit only has to be large enough for it.
	 */
	private static final int MAX_ALIASES = 1000;

	private OpenApiTexts() {
	}

	static void addTo(OpenAPI openApi) {
		JsonNode texts = read();
		shareParameters(openApi, texts.at("/components/parameters"));
		// The file lists the tags in the order of Swagger UI.
		openApi.setTags(null);
		String derived = Json31.pretty(openApi).replaceAll("PageView(Ticket\\w*|Hall|Show|BoxOfficeBooking)", "$1Page");
		ObjectNode document = (ObjectNode) merge(texts, JsonMapper.shared().readTree(derived));
		addProblems(document);
		OpenAPI complete = Json31.mapper()
			.convertValue(JsonMapper.shared().convertValue(document, Map.class), OpenAPI.class);
		openApi.info(complete.getInfo())
			.tags(complete.getTags())
			.paths(complete.getPaths())
			.components(complete.getComponents());
	}

	/**
	 * Moves the parameters of all operations to the components. Parameters of the same
	 * name are the same, unless the file has one for the operation, such as
	 * {@code cancelSlot.slotId}.
	 */
	private static void shareParameters(OpenAPI openApi, JsonNode texts) {
		openApi.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.filter((operation) -> operation.getParameters() != null)
			.forEach((operation) -> operation.getParameters().replaceAll((parameter) -> {
				String own = operation.getOperationId() + "." + parameter.getName();
				String name = texts.has(own) ? own : parameter.getName();
				openApi.getComponents().addParameters(name, parameter);
				return new Parameter().$ref("#/components/parameters/" + name);
			}));
	}

	private static ObjectNode read() {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(MAX_ALIASES);
		try (InputStream file = new ClassPathResource("openapi.yaml").getInputStream()) {
			return JsonMapper.shared().valueToTree(new Yaml(options).load(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds what only the second node has to the first one. Arrays contain the elements of
	 * both.
	 */
	private static JsonNode merge(@Nullable JsonNode first, JsonNode second) {
		if (first instanceof ObjectNode object && second instanceof ObjectNode other) {
			if (!object.has("$ref")) {
				other.properties()
					.forEach(
							(field) -> object.set(field.getKey(), merge(object.get(field.getKey()), field.getValue())));
			}
			return object;
		}
		if (first instanceof ArrayNode array && second instanceof ArrayNode other) {
			other.valueStream()
				.filter((element) -> !array.valueStream().toList().contains(element))
				.forEach(array::add);
		}
		return (first != null) ? first : second;
	}

	/**
	 * Adds the responses of each operation for its problem types, ordered by status.
	 * Operations with the same problem types share them.
	 */
	private static void addProblems(ObjectNode document) {
		ObjectNode components = document.withObject("components");
		ObjectNode examples = components.withObject("examples");
		for (JsonNode path : document.get("paths")) {
			for (JsonNode operation : path) {
				Map<String, List<String>> typesByStatus = new TreeMap<>();
				((ObjectNode) operation).remove(PROBLEMS)
					.forEach((type) -> typesByStatus
						.computeIfAbsent(examples.at("/%s/value/status".formatted(type.asString())).asString(),
								(status) -> new ArrayList<>())
						.add(type.asString()));
				typesByStatus.forEach((status, types) -> {
					String name = String.join("_", types);
					ObjectNode responses = components.withObject("responses");
					responses.set(name, merge(responses.get(name), response(types, examples)));
					operation.withObject("responses").set(status, reference("responses", name));
				});
			}
		}
	}

	private static ObjectNode response(List<String> types, ObjectNode examples) {
		ObjectNode response = JsonMapper.shared().createObjectNode();
		response.put("description",
				types.stream()
					.map((type) -> "`%s`: %s".formatted(type, examples.at("/%s/summary".formatted(type)).asString()))
					.collect(Collectors.joining("\n\n")));
		ObjectNode content = response.withObject("content").putObject(APPLICATION_PROBLEM_JSON_VALUE);
		content.set("schema", reference("schemas", "Problem"));
		types.forEach((type) -> content.withObject("examples").set(type, reference("examples", type)));
		return response;
	}

	private static ObjectNode reference(String kind, String name) {
		return JsonMapper.shared().createObjectNode().put("$ref", "#/components/%s/%s".formatted(kind, name));
	}

}
