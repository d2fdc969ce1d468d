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
 * CloudWatch metrics of the service and of DynamoDB.
 */
final class Metrics {

	private Metrics() {
	}

	/**
	 * Returns a metric of the service, such as {@code ticketly.bookings.count}.
	 * @param dimensions the name and the value of a tag, or nothing
	 */
	static Metric ofService(String name, String statistic, String... dimensions) {
		Metric.Builder metric = Metric.Builder.create()
			.namespace(Fleet.METRICS_NAMESPACE)
			.metricName(name)
			.statistic(statistic)
			.period(Duration.minutes(1));
		if (dimensions.length > 0) {
			metric.dimensionsMap(Map.of(dimensions[0], dimensions[1]));
		}
		return metric.build();
	}

	/**
	 * Returns the sum of metrics of a table and its indexes.
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
	 * Returns the number of server errors of DynamoDB in all operations that the service
	 * uses on a table.
	 */
	static IMetric systemErrors(TableSpecification specification, Table table, Duration period) {
		Map<String, IMetric> parts = new LinkedHashMap<>();
		Stream.concat(specification.actions().stream(), Stream.of("TransactWriteItems"))
			.forEach((operation) -> parts.put(specification.name() + operation, ofDynamoDb("SystemErrors", period,
					Map.of("TableName", table.getTableName(), "Operation", operation))));
		return sum(specification.name(), period, parts);
	}

	/**
	 * Returns the sum of metrics by id. A metric without data counts as 0.
	 */
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
