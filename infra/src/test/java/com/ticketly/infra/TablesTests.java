package com.ticketly.infra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TablesTests {

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void matchTheirSpecification(Synthesis synthesis) {
		String prefix = synthesis == Synthesis.withDomain() ? "test-" : "";
		Map<String, Resource> tables = new TreeMap<>();
		synthesis.resources("AWS::DynamoDB::Table")
			.forEach((table) -> tables.put(table.property("TableName").asText(), table));

		assertThat(tables)
			.containsOnlyKeys(TableSpecification.all().stream().map((table) -> prefix + table.name()).toList());
		TableSpecification.all().forEach((expected) -> {
			Resource table = tables.get(prefix + expected.name());
			assertThat(keys(table.properties())).isEqualTo(keys(expected.partitionKey(), expected.sortKey()));
			assertThat(table.property("TimeToLiveSpecification/AttributeName").asText(null))
				.isEqualTo(expected.timeToLive());
			Map<String, JsonNode> indexes = new TreeMap<>();
			table.property("GlobalSecondaryIndexes")
				.forEach((index) -> indexes.put(index.get("IndexName").asText(), index));
			assertThat(indexes)
				.containsOnlyKeys(expected.indexes().stream().map(TableSpecification.Index::name).toList());
			expected.indexes().forEach((index) -> {
				assertThat(keys(indexes.get(index.name()))).isEqualTo(keys(index.partitionKey(), index.sortKey()));
				assertThat(indexes.get(index.name()).at("/Projection/ProjectionType").asText())
					.isEqualTo(index.projection());
			});
			Map<String, String> types = new TreeMap<>();
			table.property("AttributeDefinitions")
				.forEach((attribute) -> types.put(attribute.get("AttributeName").asText(),
						attribute.get("AttributeType").asText()));
			Stream.concat(Stream.of(expected.partitionKey(), expected.sortKey()),
					expected.indexes().stream().flatMap((index) -> Stream.of(index.partitionKey(), index.sortKey())))
				.filter((key) -> key != null)
				.forEach((key) -> assertThat(types).containsEntry(key.name(), key.type()));
		});
	}

	private static List<String> keys(JsonNode table) {
		return table.get("KeySchema")
			.valueStream()
			.map((key) -> key.get("KeyType").asText() + " " + key.get("AttributeName").asText())
			.toList();
	}

	private static List<String> keys(TableSpecification.Key partition, TableSpecification.Key sort) {
		return (sort != null) ? List.of("HASH " + partition.name(), "RANGE " + sort.name())
				: List.of("HASH " + partition.name());
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void areProtectedAgainstLossOfData(Synthesis synthesis) {
		assertThat(synthesis.resources("AWS::DynamoDB::Table")).hasSize(9).allSatisfy((table) -> {
			assertThat(table.property("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
			assertThat(table.property("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
				.isTrue();
			assertThat(table.property("DeletionProtectionEnabled").asBoolean()).isTrue();
			assertThat(table.property("StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
			assertThat(table.property("SSESpecification/SSEEnabled").asBoolean()).isTrue();
			assertThat(table.property("OnDemandThroughput").isMissingNode()).isTrue();
			assertThat(table.json().get("DeletionPolicy").asText()).isEqualTo("Retain");
			assertThat(table.json().get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
		});
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void allowInstancesExactlyTheSpecifiedActions(Synthesis synthesis) {
		Map<String, String> names = new TreeMap<>();
		synthesis.resources("AWS::DynamoDB::Table")
			.forEach((table) -> names.put(table.id(), table.property("TableName").asText().replace("test-", "")));
		Map<String, Set<String>> allowed = new TreeMap<>();
		synthesis.resources("AWS::IAM::Policy")
			.filter((policy) -> policy.property("Roles").toString().contains("FleetRole"))
			.flatMap((policy) -> Permissions.of(policy.property("PolicyDocument")))
			.filter((permission) -> permission.action().startsWith("dynamodb:"))
			.forEach((permission) -> allowed
				.computeIfAbsent(resource(synthesis, permission.resource(), names), (resource) -> new TreeSet<>())
				.add(permission.action().substring("dynamodb:".length())));

		Map<String, Set<String>> expected = new TreeMap<>();
		TableSpecification.all().forEach((table) -> {
			expected.put(table.name(), new TreeSet<>(table.actions()));
			table.indexes()
				.forEach((index) -> expected.put(table.name() + "/index/" + index.name(),
						new TreeSet<>(index.actions())));
		});
		assertThat(allowed).isEqualTo(expected);
	}

	/**
	 * Tables have fixed names and are retained, so the failure of another resource must
	 * not roll their stack back.
	 */
	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void haveTheirOwnStackThatIsDeployedFirst(Synthesis synthesis) {
		assertThat(synthesis.read("Ticketly-Tables.template.json").get("Resources").findValuesAsText("Type")).hasSize(9)
			.containsOnly("AWS::DynamoDB::Table");
		assertThat(synthesis.read("manifest.json").at("/artifacts/Ticketly/dependencies").valueStream())
			.extracting(JsonNode::asText)
			.contains("Ticketly-Tables");
		assertThat(synthesis.read("manifest.json").at("/artifacts/Ticketly-Tables/dependencies").valueStream())
			.extracting(JsonNode::asText)
			.doesNotContain("Ticketly", "Ticketly-Edge");
	}

	private static String resource(Synthesis synthesis, JsonNode arn, Map<String, String> names) {
		if (arn.has("Fn::Join")) {
			JsonNode parts = arn.at("/Fn::Join/1");
			return resource(synthesis, parts.get(0), names) + parts.get(1).asText();
		}
		return names.get(synthesis.resolve(arn).at("/Fn::GetAtt/0").asText());
	}

	@Test
	void allowNoScansAndNoChangesOfTables() {
		assertThat(Synthesis.withAndWithoutDomain()
			.flatMap(Synthesis::all)
			.flatMap((resource) -> Permissions.of(resource.properties()))
			.map(Permissions.Permission::action)).doesNotContain("dynamodb:Scan", "dynamodb:*")
			.noneMatch((action) -> action.matches("dynamodb:(Delete|Create|Update)Table"));
	}

}
