package com.ticketly.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * CloudWatch metrics of how the instances work together. Each instance reports how many
 * members it knows, itself included, once a minute.
 */
final class FleetMetrics {

	private static final Duration MINUTE = Duration.minutes(1);

	private static final List<String> COMMITTED_HERE = List.of("committed-here", "not-sent", "owner-failed",
			"owner-gone", "owner-left", "owner-silent", "owner-slow", "result-unreadable");

	private static final int QUARTER_WIDTH = 6;

	private FleetMetrics() {
	}

	/**
	 * Returns 1 if instances know different numbers of members, or all know fewer than
	 * there are healthy instances; otherwise 0. The second is so if the instances form
	 * several groups of the same size.
	 */
	static IMetric disagreement(LoadBalancer balancer) {
		return MathExpression.Builder.create()
			.expression("IF(most > fewest OR most < FILL(healthy, 0), 1, 0)")
			.label("disagreement")
			.usingMetrics(Map.of("most", gauge("members", "Maximum", "most"), "fewest",
					gauge("members", "Minimum", "fewest"), "healthy", healthy(balancer)))
			.period(MINUTE)
			.build();
	}

	/**
	 * Returns the row of the dashboard.
	 */
	static List<IWidget> graphs(LoadBalancer balancer) {
		return List.of(
				ServiceDashboard.graph("Members", QUARTER_WIDTH,
						List.of(gauge("members", "Maximum", "most known to an instance"),
								gauge("members", "Minimum", "fewest known to an instance"), healthy(balancer))),
				ServiceDashboard.graph("Sections owned", QUARTER_WIDTH,
						List.of(gauge("sections", "Maximum", "most of an instance"),
								gauge("sections", "Minimum", "fewest of an instance"))),
				ServiceDashboard.graph("Commands handed over", QUARTER_WIDTH,
						List.of(commands("handed-over"), commands("committed-for-other"))),
				ServiceDashboard.graph("Commands not committed by the owner", QUARTER_WIDTH,
						COMMITTED_HERE.stream().map(FleetMetrics::commands).toList()));
	}

	private static Metric gauge(String name, String statistic, String label) {
		return Metrics.ofService("ticketly.fleet." + name + ".value", statistic)
			.with(MetricOptions.builder().label(label).build());
	}

	private static Metric healthy(LoadBalancer balancer) {
		return balancer.targets()
			.getMetrics()
			.healthyHostCount(
					MetricOptions.builder().period(MINUTE).statistic("Minimum").label("healthy instances").build());
	}

	private static Metric commands(String kind) {
		return Metrics.ofService("ticketly.fleet.commands.count", "Sum", "kind", kind)
			.with(MetricOptions.builder().label(kind).build());
	}

}
