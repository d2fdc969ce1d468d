package com.ticketly.infra;

import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudfront.IDistribution;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * The stack of the alarm on errors that customers receive from CloudFront, including
 * those that the load balancer does not see. CloudFront publishes metrics only in
 * us-east-1.
 */
final class CloudFrontAlarmsStack extends Stack {

	private static final Duration PERIOD = Duration.minutes(5);

	CloudFrontAlarmsStack(Construct scope, IDistribution distribution, AlarmNotifications notifications) {
		super(scope, "Ticketly-Watch",
				StackProps.builder()
					.env(Environment.builder().region("us-east-1").build())
					.description("Alarm on the CloudFront error rate of Ticketly")
					.build());
		notifications.notifyOn(Alarm.Builder.create(this, "Errors")
			.metric(MathExpression.Builder.create()
				// A single error among few requests is not an outage.
				.expression("IF(FILL(requests, 0) >= 20, FILL(errors, 0), 0)")
				.label("errors in percent")
				.usingMetrics(Map.of("errors", metric(distribution, "5xxErrorRate", "Average"), "requests",
						metric(distribution, "Requests", "Sum")))
				.period(PERIOD)
				.build())
			.threshold(5)
			.comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
			.evaluationPeriods(1)
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.alarmDescription(
					"CloudFront responds to 5% of requests with 5xx. If no alarm of the load balancer is active, "
							+ "CloudFront cannot reach the load balancer.")
			.build());
	}

	private static Metric metric(IDistribution distribution, String name, String statistic) {
		return Metric.Builder.create()
			.namespace("AWS/CloudFront")
			.metricName(name)
			.dimensionsMap(Map.of("DistributionId", distribution.getDistributionId(), "Region", "Global"))
			.statistic(statistic)
			.period(PERIOD)
			.build();
	}

}
