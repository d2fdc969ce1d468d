package com.ticketly.infra;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AnomalyDetectionAlarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Tells what is not as usual. Each alarm's description says what it means and where to
 * look.
 */
final class Alarms extends Construct {

	private static final Duration MINUTE = Duration.minutes(1);

	private static final Duration FIVE_MINUTES = Duration.minutes(5);

	private static final Duration QUARTER = Duration.minutes(15);

	private static final Duration HOUR = Duration.hours(1);

	/**
	 * About 25 US dollars.
	 */
	private static final int UNITS_IN_AN_HOUR = 40_000_000;

	private final Notices notices;

	Alarms(Construct scope, Notices notices) {
		super(scope, "Alarms");
		this.notices = notices;
	}

	void watch(LoadBalancer loadBalancer, Settings settings) {
		ApplicationLoadBalancer balancer = loadBalancer.balancer();
		Metric requests = balancer.getMetrics().requestCount(sum(FIVE_MINUTES));
		above("Requests", requests, settings.requestAlarm(), 1,
				"Unusually many requests pass the firewall: an on-sale, or an attack that it does not know.");
		this.notices.send(AnomalyDetectionAlarm.Builder.create(this, "RequestsOutOfBand")
			.metric(requests)
			.stdDevs(6)
			.comparisonOperator(ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD)
			.evaluationPeriods(3)
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.alarmDescription("Far more requests than at this time of other weeks.")
			.build());
		above("BalancerErrors", balancer.getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum(FIVE_MINUTES)), 10, 1,
				"The load balancer finds no instance that answers: see the health of the targets.");
		above("ServiceErrors",
				MathExpression.Builder.create()
					.expression("IF(FILL(requests, 0) > 100, 100 * FILL(errors, 0) / requests, 0)")
					.label("errors in percent")
					.usingMetrics(Map.of("errors",
							balancer.getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum(FIVE_MINUTES)),
							"requests", requests))
					.period(FIVE_MINUTES)
					.build(),
				2, 1,
				"Over 2% of requests are answered with 5xx, busy (503) among them: see the log and the refusals.");
		above("Latency",
				balancer.getMetrics()
					.targetResponseTime(MetricOptions.builder().period(MINUTE).statistic("p99").build()),
				2, 5,
				"One of a hundred requests takes over 2 seconds: see queue wait, conflicts and DynamoDB's latency.");
		above("UnhealthyInstances",
				loadBalancer.targets()
					.getMetrics()
					.unhealthyHostCount(MetricOptions.builder().period(MINUTE).statistic("Maximum").build()),
				1, 5, "An instance is not ready, and should have been replaced by now.");
		Alarm few = Alarm.Builder.create(this, "FewInstances")
			.metric(loadBalancer.targets()
				.getMetrics()
				.healthyHostCount(MetricOptions.builder().period(MINUTE).statistic("Minimum").build()))
			.threshold(settings.minInstances())
			.comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
			.evaluationPeriods(10)
			.treatMissingData(TreatMissingData.BREACHING)
			.alarmDescription("Fewer instances are ready than there should be at least: see the group's activity.")
			.build();
		this.notices.send(few);
	}

	void watch(Tables tables) {
		Map<String, IMetric> reads = new LinkedHashMap<>();
		Map<String, IMetric> writes = new LinkedHashMap<>();
		tables.all().forEach((specification, table) -> {
			String name = specification.name();
			String id = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
			above(id + "ReadThrottles", Metrics.ofTable(specification, table, MINUTE, "ReadThrottleEvents"), 1, 3,
					"DynamoDB throttles reads of " + name + ": its throttled keys tell which are too hot.");
			above(id + "WriteThrottles", Metrics.ofTable(specification, table, MINUTE, "WriteThrottleEvents"), 1, 3,
					"DynamoDB throttles writes of " + name + ": its throttled keys tell which are too hot.");
			above(id + "Conflicts",
					Metrics.ofDynamoDb("TransactionConflict", FIVE_MINUTES, Map.of("TableName", table.getTableName())),
					1000, 3, "Many transactions on " + name + " meet others: instances sell the same sections.");
			above(id + "SystemErrors", Metrics.systemErrors(specification, table, FIVE_MINUTES), 10, 3,
					"DynamoDB answers requests for " + name + " with errors of its own: see its status.");
			reads.put("r" + name, Metrics.ofTable(specification, table, HOUR, "ConsumedReadCapacityUnits"));
			writes.put("w" + name, Metrics.ofTable(specification, table, HOUR, "ConsumedWriteCapacityUnits"));
		});
		above("ReadUnits", Metrics.sum("read units", HOUR, reads), 5 * UNITS_IN_AN_HOUR, 1,
				"Reading costs about 25 US dollars an hour: see which table, and who asks.");
		above("WriteUnits", Metrics.sum("write units", HOUR, writes), UNITS_IN_AN_HOUR, 1,
				"Writing costs about 25 US dollars an hour: see which table, and the write units of a booking.");
		above("RepeatedGroups", Metrics.ofService("ticketly.conflicts.count", "Sum").with(sum(FIVE_MINUTES)), 3000, 3,
				"Groups are often applied again because another instance wrote first.");
	}

	void watch(ExpirySchedule schedule, Analytics analytics, Queue failures) {
		Alarm runs = Alarm.Builder.create(this, "NoExpiryRuns")
			.metric(Metrics.ofService("ticketly.expiry.runs.count", "Sum").with(sum(QUARTER)))
			.threshold(1)
			.comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
			.evaluationPeriods(2)
			.treatMissingData(TreatMissingData.BREACHING)
			.alarmDescription(
					"No expiry run ended well for half an hour, neither the service's own nor the schedule's.")
			.build();
		this.notices.send(runs);
		above("ExpiryLag",
				Metrics.ofService("ticketly.expiry.lag.value", "Maximum")
					.with(MetricOptions.builder().period(FIVE_MINUTES).build()),
				1800, 3, "A slot should have been expired half an hour ago: see the log for what its run fails of.");
		above("ScheduleErrors", schedule.function().metricErrors(sum(FIVE_MINUTES)), 1, 1,
				"A scheduled call of POST /expireTickets failed: see the function's log.");
		above("Failures",
				failures.metricApproximateNumberOfMessagesVisible(
						MetricOptions.builder().period(FIVE_MINUTES).statistic("Maximum").build()),
				1, 1, "A scheduled expiry or a change for analytics was given up: see the queue of failures.");
		above("LateAnalytics",
				analytics.delivery()
					.metric("DeliveryToS3.DataFreshness",
							MetricOptions.builder().period(FIVE_MINUTES).statistic("Maximum").build()),
				1800, 3, "Changes of bookings wait for half an hour to be written to S3: see the delivery's log.");
		above("PipeErrors",
				Metric.Builder.create()
					.namespace("AWS/EventBridge/Pipes")
					.metricName("ExecutionFailed")
					.dimensionsMap(Map.of("PipeName", analytics.pipe().getRef()))
					.statistic("Sum")
					.period(FIVE_MINUTES)
					.build(),
				1, 3, "Changes of bookings do not get from the table to their delivery.");
	}

	private void above(String id, IMetric metric, int threshold, int periods, String description) {
		this.notices.send(Alarm.Builder.create(this, id)
			.metric(metric)
			.threshold(threshold)
			.comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
			.evaluationPeriods(periods)
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.alarmDescription(description)
			.build());
	}

	private static MetricOptions sum(Duration period) {
		return MetricOptions.builder().period(period).statistic("Sum").build();
	}

}
