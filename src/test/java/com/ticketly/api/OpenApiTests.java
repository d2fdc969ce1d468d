package com.ticketly.api;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.RawResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.booking.Rejection;
import com.ticketly.http.Problems.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the OpenAPI document, and the page of the problem types.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTests {

	private static final Path FILE = Path.of("docs/openapi.yaml");

	private static final Pattern SECTION = Pattern.compile(
			"\n## ([a-z-]+)\n\n\\*\\*Status (\\d+)\\.\\*\\*(?s:.+?)\\*\\*What to do:\\*\\*(?s:.+?)```json\n((?s:.+?))```");

	private final TicketlyInstance ticketly = TicketlyInstance.start();

	private final JsonNode document = this.ticketly.get("/v3/api-docs").json();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	/**
	 * With {@code -Dopenapi.write=true}, this writes the file.
	 */
	@Test
	void isTheFileInTheRepository() throws IOException {
		String served = this.ticketly.get("/v3/api-docs.yaml").response().body();
		if (Boolean.getBoolean("openapi.write")) {
			Files.writeString(FILE, served);
		}

		assertThat(Files.readString(FILE))
			.as("%s is out of date. Update it: ./mvnw test -Dtest=OpenApiTests -Dopenapi.write=true", FILE)
			.isEqualTo(served);
	}

	@Test
	void describesEveryOperation() {
		assertThat(operations()).allSatisfy((name, operation) -> {
			assertThat(name).isEqualTo(operation.path("operationId").asString());
			assertThat(operation.path("summary").asString()).isNotBlank();
			assertThat(operation.path("description").asString()).contains(" ");
			assertThat(operation.has("security")).isTrue();
		});
	}

	@Test
	void describesEverySchemaWithItsFields() {
		Map<String, JsonNode> fields = new TreeMap<>();
		for (Map.Entry<String, JsonNode> schema : this.document.at("/components/schemas").properties()) {
			assertThat(schema.getValue().has("description")).as(schema.getKey()).isTrue();
			assertThat(schema.getValue().has("example") || schema.getValue().has("enum")).as(schema.getKey()).isTrue();
			schema.getValue()
				.path("properties")
				.properties()
				.forEach((field) -> fields.put(schema.getKey() + "." + field.getKey(), field.getValue()));
		}

		assertThat(fields).allSatisfy((name, field) -> {
			assertThat(field.path("description").asString("")).isNotBlank();
			assertThat(field.has("type") || field.has("$ref")).isTrue();
		});
	}

	@Test
	void saysWhichOperationsRequireAnOperator() {
		assertThat(operations()).allSatisfy((name, operation) -> assertThat(callAnonymously(name).status() == 401)
			.isEqualTo(!operation.get("security").isEmpty()));
	}

	/**
	 * What one operation cancels, moves, or releases, the examples of others do not use.
	 */
	@Test
	void examplesOfOperationsDiffer() {
		JsonNode parameters = this.document.at("/components/parameters");

		assertThat(Stream
			.of("slotId", "cancelSlot.slotId", "ticketId", "rescheduleTicket.ticketId", "transferTicket.ticketId",
					"holdId", "confirmHold.holdId")
			.map((name) -> parameters.path(name).path("example").asString(""))
			.toList()).doesNotHaveDuplicates().doesNotContain("");
		assertThat(this.document.at("/components/schemas/UpdateMovieSlotForTicket/example/ticketId").asString())
			.isNotIn(parameters.at("/ticketId/example").asString(),
					parameters.at("/rescheduleTicket.ticketId/example").asString(),
					parameters.at("/transferTicket.ticketId/example").asString());
	}

	@Test
	void idsHavePatterns() {
		assertThat(this.document.at("/components/schemas").properties())
			.allSatisfy((schema) -> assertThat(schema.getValue().path("properties").properties())
				.filteredOn((field) -> field.getKey().endsWith("Id"))
				.allSatisfy((field) -> assertThat(field.getValue().has("pattern")).isTrue()));
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1, Expect: 200-maybe, expectation-failed",
			"HTTP/1.1, Transfer-Encoding: rot13, not-implemented",
			"HTTP/1.2, Accept: */*, http-version-not-supported" })
	void describesWhatTheContainerRefuses(String version, String header, String problem) {
		for (Map.Entry<String, JsonNode> path : this.document.get("paths").properties()) {
			for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
				RawResponse response = RawResponse.of(this.ticketly.uri("/"),
						"%s %s %s\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n".formatted(
								method.getKey().toUpperCase(), path.getKey().replaceAll("\\{.+?}", "x"), version,
								header));

				assertThat(response.problem()).isEqualTo(problem);
				assertThat(method.getValue().at("/responses/%d/$ref".formatted(response.status())).asString())
					.isEqualTo("#/components/responses/" + problem);
			}
		}
	}

	private ApiResponse callAnonymously(String operationId) {
		for (Map.Entry<String, JsonNode> path : this.document.get("paths").properties()) {
			for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
				if (method.getValue().path("operationId").asString().equals(operationId)) {
					return this.ticketly.send(this.ticketly.request(path.getKey().replaceAll("\\{.+?}", "x"))
						.method(method.getKey().toUpperCase(), BodyPublishers.noBody()));
				}
			}
		}
		throw new IllegalArgumentException(operationId);
	}

	private Map<String, JsonNode> operations() {
		return this.document.get("paths")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.collect(Collectors.toMap((operation) -> operation.path("operationId").asString(),
					(operation) -> operation));
	}

	@Test
	void problemsOfOperationsAreDocumented() throws IOException {
		Map<String, JsonNode> sections = problems();

		assertThat(this.document.at("/components/examples").properties()).allSatisfy((example) -> {
			JsonNode documented = Objects.requireNonNull(sections.get(example.getKey()), example.getKey());
			assertThat(documented.properties()).containsAll(example.getValue().get("value").properties());
		});
		assertThat(sections).allSatisfy((code, problem) -> assertThat(problem.propertyNames())
			.isSubsetOf(this.document.at("/components/schemas/Problem/properties").propertyNames()));
	}

	@Test
	void everyProblemTypeIsDocumented() throws IOException {
		Map<String, JsonNode> sections = problems();

		assertThat(sections.keySet())
			.containsExactlyInAnyOrderElementsOf(Stream.of(Type.values()).map(Type::code).toList());
		assertThat(Stream.of(Type.values())).allSatisfy((type) -> {
			JsonNode example = Objects.requireNonNull(sections.get(type.code()));
			assertThat(example.get("status").asInt()).isEqualTo(type.status().value());
			assertThat(example.get("title").asString()).isEqualTo(type.title());
		});
		assertThat(Rejection.class.getPermittedSubclasses()).filteredOn(Class::isRecord)
			.allSatisfy((rejection) -> assertThat(sections.keySet().stream().map((code) -> code.replace("-", "")))
				.contains(rejection.getSimpleName().toLowerCase(Locale.ROOT)));
	}

	/**
	 * Returns the examples of the problem types in the documentation.
	 */
	private static Map<String, JsonNode> problems() throws IOException {
		String page = Files.readString(Path.of("docs/problems.md"));
		Map<String, JsonNode> examples = SECTION.matcher(page)
			.results()
			.collect(Collectors.toMap((section) -> section.group(1), OpenApiTests::example));

		assertThat(examples.keySet())
			.allSatisfy((code) -> assertThat(page).contains("[`%s`](#%s)".formatted(code, code)));
		assertThat(examples).hasSize(page.split("\n## ").length - 1);
		return examples;
	}

	private static JsonNode example(MatchResult section) {
		JsonNode example = JsonMapper.shared().readTree(section.group(3));
		assertThat(example.get("type").asString()).isEqualTo("urn:ticketly:problem:" + section.group(1));
		assertThat(example.get("status").asString()).isEqualTo(section.group(2));
		return example;
	}

}
