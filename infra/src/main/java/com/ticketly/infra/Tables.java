package com.ticketly.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsMode;
import software.amazon.awscdk.services.dynamodb.ContributorInsightsSpecification;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The DynamoDB tables described in {@code tables.json}.
 */
final class Tables extends Construct {

	private final Map<TableSpecification, Table> tables = new LinkedHashMap<>();

	Tables(Construct scope, Settings settings) {
		super(scope, "Tables");
		TableSpecification.all()
			.forEach((table) -> this.tables.put(table, create(settings.tablePrefix() + table.name(), table)));
	}

	private Table create(String name, TableSpecification specification) {
		// On demand without a maximum, which would refuse bookings during an on-sale. An
		// alarm reports high consumption.
		Table.Builder builder = Table.Builder.create(this, specification.name())
			.tableName(name)
			.partitionKey(specification.partitionKey().toAttribute())
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.pointInTimeRecoverySpecification(
					PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
			.deletionProtection(true)
			.removalPolicy(RemovalPolicy.RETAIN)
			.encryption(TableEncryption.AWS_MANAGED)
			.stream(StreamViewType.NEW_AND_OLD_IMAGES)
			.contributorInsightsSpecification(ContributorInsightsSpecification.builder()
				.enabled(true)
				.mode(ContributorInsightsMode.THROTTLED_KEYS)
				.build());
		if (specification.sortKey() != null) {
			builder.sortKey(specification.sortKey().toAttribute());
		}
		if (specification.timeToLive() != null) {
			builder.timeToLiveAttribute(specification.timeToLive());
		}
		Table table = builder.build();
		specification.indexes()
			.forEach((index) -> table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
				.indexName(index.name())
				.partitionKey(index.partitionKey().toAttribute())
				.sortKey(index.sortKey().toAttribute())
				.projectionType(ProjectionType.valueOf(index.projection()))
				.build()));
		return table;
	}

	/**
	 * Grants a role the actions that the service uses.
	 */
	void grantUse(IRole role) {
		this.tables.forEach((specification, table) -> {
			role.addToPrincipalPolicy(allow(specification.actions(), table.getTableArn()));
			specification.indexes()
				.forEach((index) -> role
					.addToPrincipalPolicy(allow(index.actions(), table.getTableArn() + "/index/" + index.name())));
		});
	}

	private static PolicyStatement allow(List<String> actions, String resource) {
		return PolicyStatement.Builder.create()
			.actions(actions.stream().map((action) -> "dynamodb:" + action).toList())
			.resources(List.of(resource))
			.build();
	}

	Map<TableSpecification, Table> all() {
		return this.tables;
	}

	Table named(String name) {
		return this.tables.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().name().equals(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow();
	}

}
