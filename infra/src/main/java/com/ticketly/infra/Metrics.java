package com.ticketly.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.dynamodb.Table;

/**
 * What is measured: by the service in its own namespace, and by DynamoDB.
 */
final class Metrics {

	private Metrics() {
	}

	/**
	 * A metric of the service, such as {@code ticketly.bookings.count}.
	 * @param dimensions tags and their values, in pairs
	 */
	static Metric ofService(String name, String statistic, String... dimensions) {
		Metric.Builder metric = Metric.Builder.create()
			.namespace(Fleet.METRICS)
			.metricName(name)
			.statistic(statistic)
			.period(Duration.minutes(1));
		if (dimensions.length > 0) {
			metric.dimensionsMap(Map.of(dimensions[0], dimensions[1]));
		}
		return metric.build();
	}

	/**
	 * A metric of a table and each of its indexes, added up.
	 */
	static IMetric ofTable(TableSpecification specification, Table table, Duration period, String... names) {
		Map<String, IMetric> parts = new LinkedHashMap<>();
		for (String name : names) {
			parts.put(specification.name() + parts.size(),
					ofDynamoDb(name, period, Map.of("TableName", table.getTableName())));
			specification.indexes()
				.forEach((index) -> parts.put(specification.name() + parts.size(), ofDynamoDb(name, period,
						Map.of("TableName", table.getTableName(), "GlobalSecondaryIndexName", index.name()))));
		}
		return sum(specification.name(), period, parts);
	}

	/**
	 * DynamoDB's own errors with a table, of all operations that are used on it.
	 */
	static IMetric systemErrors(TableSpecification specification, Table table, Duration period) {
		Map<String, IMetric> parts = new LinkedHashMap<>();
		Stream.concat(specification.actions().stream(), Stream.of("TransactWriteItems"))
			.forEach((operation) -> parts.put(specification.name() + operation, ofDynamoDb("SystemErrors", period,
					Map.of("TableName", table.getTableName(), "Operation", operation))));
		return sum(specification.name(), period, parts);
	}

	static IMetric sum(String label, Duration period, Map<String, IMetric> parts) {
		if (parts.size() == 1) {
			return parts.values().iterator().next();
		}
		List<String> filled = parts.keySet().stream().map((id) -> "FILL(" + id + ", 0)").toList();
		return MathExpression.Builder.create()
			.expression(String.join(" + ", filled))
			.label(label)
			.usingMetrics(parts)
			.period(period)
			.build();
	}

	static Metric ofDynamoDb(String name, Duration period, Map<String, String> dimensions) {
		return Metric.Builder.create()
			.namespace("AWS/DynamoDB")
			.metricName(name)
			.statistic("Sum")
			.period(period)
			.dimensionsMap(dimensions)
			.build();
	}

}
