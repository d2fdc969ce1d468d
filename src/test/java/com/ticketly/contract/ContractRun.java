package com.ticketly.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.ticketly.ApiResponse;
import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.contract.Exchange.Expected;
import com.ticketly.contract.ExistingData.Data;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static com.ticketly.contract.SchemaValues.JSON;

/**
 * Sends generated requests to all operations of an instance.
 */
final class ContractRun {

	private static final int RANDOM_REQUESTS = 10;

	private final List<Exchange> exchanges = new ArrayList<>();

	private final TicketlyInstance ticketly;

	private final long seed;

	private final ExistingData existing;

	private final DocumentNode document;

	private final Schemas schemas;

	ContractRun(TicketlyInstance ticketly, TestClock clock, long seed, JsonNode document) {
		this.ticketly = ticketly;
		this.seed = seed;
		this.existing = new ExistingData(ticketly, clock);
		this.document = DocumentNode.root(document);
		this.schemas = new Schemas(document);
	}

	List<ApiOperation> operations() {
		return ApiOperation.of(this.document);
	}

	List<Exchange> run() {
		List<Data> unusual = List.of(this.existing.ended(), this.existing.canceled(), this.existing.usedUp());
		for (ApiOperation operation : operations()) {
			// A change of one operation does not change the input of others.
			Requests requests = new Requests(operation, new Random(this.seed + operation.id().hashCode()));
			succeed(requests);
			repeat(requests);
			unusual.stream().flatMap(requests::examples).forEach((request) -> send(request, Expected.ANY));
			refuse(requests);
		}
		return this.exchanges;
	}

	private void succeed(Requests requests) {
		long examples = requests.examples(this.existing.create()).count();
		for (int example = 0; example < examples; example++) {
			send(requests.examples(this.existing.create()).skip(example).findFirst().orElseThrow(), Expected.SUCCESS);
		}
		for (int i = 0; i < RANDOM_REQUESTS; i++) {
			GeneratedRequest request = requests.random(this.existing.create());
			ApiResponse response = send(request, isValid(request) ? Expected.SUCCESS : Expected.REFUSAL);
			followUp(request, response);
			String body = String.valueOf(request.body());
			if (response.status() < 300 && body.contains("\"hallId\"")) {
				send(request.with("header", "Idempotency-Key", request.operation().id() + i)
					.body(ApiOperation.JSON, body.replace("\"allowOverlap\":true", "\"allowOverlap\":false"))
					.purpose("hall occupied", null), Expected.ANY);
			}
		}
	}

	/**
	 * Requests the next page, and asks whether an entity has changed.
	 */
	private void followUp(GeneratedRequest request, ApiResponse response) {
		if (!response.header("ETag").isEmpty() && request.operation().hasParameter("If-None-Match")) {
			send(request.with("header", "If-None-Match", response.header("ETag")), Expected.SUCCESS);
		}
		if (response.status() == 200 && request.operation().hasParameter("next") && response.json().has("next")) {
			send(request.with("query", "next", response.json().get("next").asString()), Expected.SUCCESS);
		}
	}

	/**
	 * Sends a request twice, and another one with the same key.
	 */
	private void repeat(Requests requests) {
		GeneratedRequest request = requests.random(this.existing.create()).purpose("sent twice", null);
		send(request, Expected.ANY);
		send(request, Expected.ANY);
		request.parameters()
			.stream()
			.filter((parameter) -> parameter.is("header", "Idempotency-Key"))
			.forEach((key) -> {
				GeneratedRequest other = requests.random(this.existing.create());
				send(other.with("header", key.name(), key.value()).purpose("key reused", null), Expected.ANY);
			});
	}

	private void refuse(Requests requests) {
		Data data = this.existing.create();
		GeneratedRequest request = requests.examples(data).findFirst().orElseThrow();
		requests.protocol(request).forEach((refused) -> send(refused, Expected.ANY));
		requests.variants(request, data)
			.forEach((variant) -> send(variant,
					(isValid(variant) || isLenient(variant)) ? Expected.ANY : Expected.REFUSAL));
	}

	/**
	 * Returns whether the document allows the parameters and the body.
	 */
	private boolean isValid(GeneratedRequest request) {
		Predicate<DocumentNode> valid = (parameter) -> {
			DocumentNode schema = parameter.get("schema");
			return request.parameters()
				.stream()
				.filter((given) -> given.is(parameter.text("in"), parameter.text("name")))
				.findFirst()
				.map((given) -> this.schemas.errors(schema, ParameterValues.parse(schema, given.value())).isEmpty())
				.orElse(!parameter.json().path("required").asBoolean(false));
		};
		return request.operation().parameters().stream().allMatch(valid)
				&& request.operation().jsonBody().map((content) -> {
					JsonNode body = JsonMapper.shared().readTree(request.body());
					return Stream.of(body, withoutNulls(body))
						.anyMatch((form) -> this.schemas.errors(content.get("schema"), form).isEmpty());
				}).orElse(true);
	}

	/**
	 * Returns a body without the fields that are null, which count as absent.
	 */
	private static JsonNode withoutNulls(JsonNode body) {
		if (body instanceof ObjectNode) {
			ObjectNode fields = JSON.objectNode();
			body.properties()
				.stream()
				.filter((field) -> !field.getValue().isNull())
				.forEach((field) -> fields.set(field.getKey(), withoutNulls(field.getValue())));
			return fields;
		}
		return (body instanceof ArrayNode)
				? JSON.arrayNode().addAll(body.values().stream().map(ContractRun::withoutNulls).toList()) : body;
	}

	/**
	 * Returns whether an original operation accepts what the schema does not allow: it
	 * reads numbers as texts, and ignores unknown fields.
	 */
	private static boolean isLenient(GeneratedRequest request) {
		return request.operation().isOriginal()
				&& Set.of(Variants.NUMBER_AS_TEXT, Variants.UNKNOWN_FIELD).contains(request.purpose());
	}

	private ApiResponse send(GeneratedRequest request, Expected expected) {
		ApiResponse response = this.ticketly.send(request.to(this.ticketly));
		this.exchanges.add(new Exchange(request, expected, response,
				new ResponseContract(this.schemas).violations(request.operation(), response)));
		return response;
	}

}
