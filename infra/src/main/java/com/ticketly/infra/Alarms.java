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
 * The CloudWatch alarms of the service. The description of each alarm says what it means
 * and what to check.
 */
final class Alarms extends Construct {

	private static final Duration MINUTE = Duration.minutes(1);

	private static final Duration FIVE_MINUTES = Duration.minutes(5);

	private static final Duration FIFTEEN_MINUTES = Duration.minutes(15);

	private static final Duration HOUR = Duration.hours(1);

	/**
	 * Write units that cost about 25 US dollars.
	 */
	private static final int MAX_WRITE_UNITS_PER_HOUR = 40_000_000;

	/**
	 * Read units that cost about 25 US dollars.
	 */
	private static final int MAX_READ_UNITS_PER_HOUR = 5 * 40_000_000;

	private final AlarmNotifications notifications;

	Alarms(Construct scope, AlarmNotifications notifications) {
		super(scope, "Alarms");
		this.notifications = notifications;
	}

	void add(LoadBalancer loadBalancer, Settings settings) {
		ApplicationLoadBalancer balancer = loadBalancer.balancer();
		Metric requests = balancer.getMetrics().requestCount(sum(FIVE_MINUTES));
		alarmAtOrAbove("Requests", requests, settings.requestAlarm(), 1,
				"Unusually many requests pass the firewall, because of an on-sale or an attack that it does not block.");
		this.notifications.notifyOn(AnomalyDetectionAlarm.Builder.create(this, "RequestsOutOfBand")
			.metric(requests)
			.stdDevs(6)
			.comparisonOperator(ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD)
			.evaluationPeriods(3)
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.alarmDescription("The number of requests is far above normal for this time of the week.")
			.build());
		alarmAtOrAbove("BalancerErrors",
				balancer.getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum(FIVE_MINUTES)), 10, 1,
				"The load balancer responds with 5xx, because no instance does. Check the health of the targets.");
		alarmAtOrAbove("ServiceErrors",
				MathExpression.Builder.create()
					.expression("IF(FILL(requests, 0) > 100, 100 * FILL(errors, 0) / requests, 0)")
					.label("errors in percent")
					.usingMetrics(Map.of("errors",
							balancer.getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum(FIVE_MINUTES)),
							"requests", requests))
					.period(FIVE_MINUTES)
					.build(),
				2, 1,
				"The service responds to over 2% of requests with 5xx, including busy (503). Check its log and the refusals.");
		alarmAtOrAbove("Latency",
				balancer.getMetrics()
					.targetResponseTime(MetricOptions.builder().period(MINUTE).statistic("p99").build()),
				2, 5,
				"The 99th percentile of response times is over 2 seconds. Check queue wait, conflicts and DynamoDB latency.");
		alarmAtOrAbove("UnhealthyInstances",
				loadBalancer.targets()
					.getMetrics()
					.unhealthyHostCount(MetricOptions.builder().period(MINUTE).statistic("Maximum").build()),
				1, 5, "An instance has been unhealthy for 5 minutes and was not replaced.");
		Alarm few = Alarm.Builder.create(this, "FewInstances")
			.metric(loadBalancer.targets()
				.getMetrics()
				.healthyHostCount(MetricOptions.builder().period(MINUTE).statistic("Minimum").build()))
			.threshold(settings.minInstances())
			.comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
			.evaluationPeriods(10)
			.treatMissingData(TreatMissingData.BREACHING)
			.alarmDescription(
					"Fewer instances are healthy than the configured minimum. Check the activity of the auto-scaling group.")
			.build();
		this.notifications.notifyOn(few);
		alarmAtOrAbove("FleetDisagreement", FleetMetrics.disagreement(loadBalancer), 1, 5,
				"Instances do not know each other for 5 minutes, which slows down sales. Check their log and their secrets.");
	}

	void add(Tables tables) {
		Map<String, IMetric> reads = new LinkedHashMap<>();
		Map<String, IMetric> writes = new LinkedHashMap<>();
		tables.all().forEach((specification, table) -> {
			String name = specification.name();
			String id = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
			alarmAtOrAbove(id + "ReadThrottles", Metrics.ofTable(specification, table, MINUTE, "ReadThrottleEvents"), 1,
					3, "DynamoDB throttles reads of table " + name + ". Check its most throttled keys.");
			alarmAtOrAbove(id + "WriteThrottles", Metrics.ofTable(specification, table, MINUTE, "WriteThrottleEvents"),
					1, 3, "DynamoDB throttles writes of table " + name + ". Check its most throttled keys.");
			alarmAtOrAbove(id + "Conflicts",
					Metrics.ofDynamoDb("TransactionConflict", FIVE_MINUTES, Map.of("TableName", table.getTableName())),
					1000, 3,
					"Many transactions on table " + name + " conflict. Check which sections several instances sell.");
			alarmAtOrAbove(id + "SystemErrors", Metrics.systemErrors(specification, table, FIVE_MINUTES), 10, 3,
					"DynamoDB responds to requests on table " + name
							+ " with server errors. Check the AWS Health Dashboard.");
			reads.put("r" + name, Metrics.ofTable(specification, table, HOUR, "ConsumedReadCapacityUnits"));
			writes.put("w" + name, Metrics.ofTable(specification, table, HOUR, "ConsumedWriteCapacityUnits"));
		});
		alarmAtOrAbove("ReadUnits", Metrics.sum("read units", HOUR, reads), MAX_READ_UNITS_PER_HOUR, 1,
				"Reads cost about 25 US dollars per hour. Check which table and which clients cause them.");
		alarmAtOrAbove("WriteUnits", Metrics.sum("write units", HOUR, writes), MAX_WRITE_UNITS_PER_HOUR, 1,
				"Writes cost about 25 US dollars per hour. Check which table causes them, and the write units per booking.");
		alarmAtOrAbove("RepeatedGroups", Metrics.ofService("ticketly.conflicts.count", "Sum").with(sum(FIVE_MINUTES)),
				3000, 3, "Many group commits are repeated because another instance wrote the same section first.");
	}

	void add(ExpirySchedule schedule, Analytics analytics, Queue failures) {
		Alarm runs = Alarm.Builder.create(this, "NoExpiryRuns")
			.metric(Metrics.ofService("ticketly.expiry.runs.count", "Sum").with(sum(FIFTEEN_MINUTES)))
			.threshold(1)
			.comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
			.evaluationPeriods(2)
			.treatMissingData(TreatMissingData.BREACHING)
			.alarmDescription("No expiry run has succeeded for 30 minutes, neither of the service nor of the schedule.")
			.build();
		this.notifications.notifyOn(runs);
		alarmAtOrAbove("ExpiryLag",
				Metrics.ofService("ticketly.expiry.lag.value", "Maximum")
					.with(MetricOptions.builder().period(FIVE_MINUTES).build()),
				1800, 3, "A slot has been due for expiry for over 30 minutes. Check the log for the failure.");
		alarmAtOrAbove("ScheduleErrors", schedule.function().metricErrors(sum(FIVE_MINUTES)), 1, 1,
				"A scheduled call of POST /expireTickets failed. Check the log of the function.");
		alarmAtOrAbove("Failures",
				failures.metricApproximateNumberOfMessagesVisible(
						MetricOptions.builder().period(FIVE_MINUTES).statistic("Maximum").build()),
				1, 1,
				"A scheduled expiry or an analytics event failed after all retries. Check the dead-letter queue.");
		alarmAtOrAbove("LateAnalytics",
				analytics.delivery()
					.metric("DeliveryToS3.DataFreshness",
							MetricOptions.builder().period(FIVE_MINUTES).statistic("Maximum").build()),
				1800, 3,
				"Changes of bookings wait over 30 minutes for delivery to S3. Check the log of the delivery stream.");
		alarmAtOrAbove("PipeErrors",
				Metric.Builder.create()
					.namespace("AWS/EventBridge/Pipes")
					.metricName("ExecutionFailed")
					.dimensionsMap(Map.of("PipeName", analytics.pipe().getRef()))
					.statistic("Sum")
					.period(FIVE_MINUTES)
					.build(),
				1, 3, "The pipe fails to send changes of bookings to the delivery stream.");
	}

	private void alarmAtOrAbove(String id, IMetric metric, int threshold, int periods, String description) {
		this.notifications.notifyOn(Alarm.Builder.create(this, id)
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
