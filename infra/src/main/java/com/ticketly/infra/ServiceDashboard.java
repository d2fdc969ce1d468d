package com.ticketly.infra;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.PeriodOverride;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.constructs.Construct;

/**
 * The CloudWatch dashboard with sales, response times, errors and consumed capacity.
 */
final class ServiceDashboard extends Construct {

	private static final Duration MINUTE = Duration.minutes(1);

	private static final List<String> REFUSALS = List.of("accessible-seats-taken", "already-paid", "busy",
			"hold-already-prolonged", "hold-ended", "hold-not-found", "payment-mismatch", "sales-closed", "sales-ended",
			"sales-not-open", "same-slot", "seats-taken", "single-seat-left", "slot-canceled", "slot-not-found",
			"sold-out", "ticket-not-booked", "ticket-not-found", "too-many-holds", "too-many-tickets",
			"user-not-found");

	ServiceDashboard(Construct scope, Tables tables, LoadBalancer balancer, AutoScalingGroup group) {
		super(scope, "Board");
		Dashboard.Builder.create(this, "Dashboard")
			.defaultInterval(Duration.hours(3))
			// The expressions divide sums of one minute, so the period must not change
			// with the displayed range.
			.periodOverride(PeriodOverride.INHERIT)
			.widgets(List.of(
					List.of(graph("Bookings and tickets per second",
							List.of(perSecond("bookings", Metrics.ofService("ticketly.bookings.count", "Sum")),
									perSecond("tickets", Metrics.ofService("ticketly.tickets.count", "Sum")))),
							graph("Bookings per transaction", List.of(groupSize(), largestGroup())),
							graph("Refusals by reason", REFUSALS.stream().map(ServiceDashboard::refusals).toList())),
					List.of(graph("Response times in seconds", percentiles(balancer)),
							graph("Queue wait and transaction time in ms", queueWaitAndTransactionTime()),
							graph("Requests and errors", requests(balancer))),
					List.of(graph("Write units per booking", List.of(writeUnitsPerBooking(tables))),
							graph("Conflicts, retries and throttles", conflictsRetriesAndThrottles(tables)),
							graph("Expiry", expiry())),
					FleetMetrics.graphs(balancer),
					List.of(graph("Instances", instances(group, balancer)),
							graph("Consumed write units per second", consumed(tables, "ConsumedWriteCapacityUnits")),
							graph("Consumed read units per second", consumed(tables, "ConsumedReadCapacityUnits")))))
			.build();
	}

	private static IWidget graph(String title, List<? extends IMetric> metrics) {
		return graph(title, 8, metrics);
	}

	static IWidget graph(String title, int width, List<? extends IMetric> metrics) {
		return GraphWidget.Builder.create()
			.title(title)
			.left(metrics)
			.leftYAxis(YAxisProps.builder().min(0).showUnits(false).build())
			.width(width)
			.height(6)
			.build();
	}

	private static IMetric perSecond(String label, IMetric count) {
		return expression(label, "%1$sCount / PERIOD(%1$sCount)".formatted(label), Map.of(label + "Count", count));
	}

	private static IMetric expression(String label, String expression, Map<String, IMetric> metrics) {
		return MathExpression.Builder.create()
			.label(label)
			.expression(expression)
			.usingMetrics(metrics)
			.period(MINUTE)
			.build();
	}

	private static IMetric groupSize() {
		return expression("average", "commands / groups",
				Map.of("commands", Metrics.ofService("ticketly.group.size.sum", "Sum"), "groups",
						Metrics.ofService("ticketly.group.size.count", "Sum")));
	}

	private static IMetric largestGroup() {
		return Metrics.ofService("ticketly.group.size.max", "Maximum")
			.with(MetricOptions.builder().label("largest").build());
	}

	private static IMetric refusals(String reason) {
		return Metrics.ofService("ticketly.refusals.count", "Sum", "reason", reason)
			.with(MetricOptions.builder().label(reason).build());
	}

	private static List<Metric> percentiles(LoadBalancer balancer) {
		return Arrays.asList(responseTime(balancer, "p50"), responseTime(balancer, "p90"),
				responseTime(balancer, "p99"));
	}

	private static Metric responseTime(LoadBalancer balancer, String percentile) {
		return balancer.balancer()
			.getMetrics()
			.targetResponseTime(MetricOptions.builder().statistic(percentile).period(MINUTE).label(percentile).build());
	}

	private static List<IMetric> queueWaitAndTransactionTime() {
		return List.of(
				expression("queue wait", "waited / commands",
						Map.of("waited", Metrics.ofService("ticketly.queue.wait.sum", "Sum"), "commands",
								Metrics.ofService("ticketly.queue.wait.count", "Sum"))),
				Metrics.ofService("ticketly.queue.wait.max", "Maximum")
					.with(MetricOptions.builder().label("longest queue wait").build()),
				expression("transaction", "time / transactions",
						Map.of("time", Metrics.ofService("ticketly.transaction.sum", "Sum", "outcome", "written"),
								"transactions",
								Metrics.ofService("ticketly.transaction.count", "Sum", "outcome", "written"))));
	}

	private static List<IMetric> requests(LoadBalancer balancer) {
		MetricOptions sumPerMinute = MetricOptions.builder().statistic("Sum").period(MINUTE).build();
		return List.of(balancer.balancer().getMetrics().requestCount(sumPerMinute),
				balancer.balancer().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_4XX_COUNT, sumPerMinute),
				balancer.balancer().getMetrics().httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sumPerMinute),
				balancer.balancer().getMetrics().httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sumPerMinute));
	}

	private static IMetric writeUnitsPerBooking(Tables tables) {
		Map<String, IMetric> units = new LinkedHashMap<>();
		// Instances write to the table of members without bookings, too.
		Stream<String> names = tables.all().keySet().stream().map(TableSpecification::name);
		names.filter((name) -> !name.equals("members"))
			.forEach((name) -> units.put(name, Metrics.ofService("ticketly.write.units.count", "Sum", "table", name)));
		return expression("write units", "units / booked", Map.of("units", Metrics.sum("units", MINUTE, units),
				"booked", Metrics.ofService("ticketly.bookings.count", "Sum")));
	}

	private static List<IMetric> conflictsRetriesAndThrottles(Tables tables) {
		Map<String, IMetric> throttles = new LinkedHashMap<>();
		tables.all()
			.forEach((specification, table) -> throttles.put("t" + specification.name(),
					Metrics.ofTable(specification, table, MINUTE, "ReadThrottleEvents", "WriteThrottleEvents")));
		return List.of(
				Metrics.ofService("ticketly.conflicts.count", "Sum")
					.with(MetricOptions.builder().label("conflicts").build()),
				Metrics.ofService("ticketly.retries.count", "Sum")
					.with(MetricOptions.builder().label("retries").build()),
				Metrics.sum("throttles", MINUTE, throttles));
	}

	private static List<IMetric> expiry() {
		return List.of(
				Metrics.ofService("ticketly.expiry.runs.count", "Sum")
					.with(MetricOptions.builder().label("runs").build()),
				expression("lag in minutes", "lag / 60",
						Map.of("lag", Metrics.ofService("ticketly.expiry.lag.value", "Maximum"))));
	}

	private static List<IMetric> instances(AutoScalingGroup group, LoadBalancer balancer) {
		return List.of(ofGroup(group, "GroupDesiredCapacity"), ofGroup(group, "GroupInServiceInstances"),
				balancer.targets()
					.getMetrics()
					.healthyHostCount(MetricOptions.builder().period(MINUTE).statistic("Minimum").build()));
	}

	private static Metric ofGroup(AutoScalingGroup group, String name) {
		return Metric.Builder.create()
			.namespace("AWS/AutoScaling")
			.metricName(name)
			.dimensionsMap(Map.of("AutoScalingGroupName", group.getAutoScalingGroupName()))
			.statistic("Average")
			.period(MINUTE)
			.build();
	}

	private static List<IMetric> consumed(Tables tables, String name) {
		List<IMetric> consumed = new ArrayList<>();
		tables.all().forEach((specification, table) -> {
			String units = specification.name() + "Units";
			consumed.add(expression(specification.name(), "FILL(%s, 0) / 60".formatted(units),
					Map.of(units, Metrics.ofTable(specification, table, MINUTE, name))));
		});
		return consumed;
	}

}
