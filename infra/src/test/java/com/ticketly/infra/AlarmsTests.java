package com.ticketly.infra;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmsTests {

	/**
	 * The CloudWatch names of the metrics that the service exports.
	 */
	private static final Set<String> SERVICE_METRICS = Set.of("ticketly.bookings.count", "ticketly.tickets.count",
			"ticketly.refusals.count", "ticketly.group.size.sum", "ticketly.group.size.count",
			"ticketly.group.size.max", "ticketly.queue.wait.sum", "ticketly.queue.wait.count",
			"ticketly.queue.wait.max", "ticketly.transaction.sum", "ticketly.transaction.count",
			"ticketly.conflicts.count", "ticketly.retries.count", "ticketly.write.units.count",
			"ticketly.expiry.runs.count", "ticketly.expiry.lag.value", "ticketly.fleet.members.value",
			"ticketly.fleet.sections.value", "ticketly.fleet.commands.count");

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void notifyTheTopicAndHaveADescription(Synthesis synthesis) {
		List<String> topics = synthesis.resources("AWS::SNS::Topic").map(Resource::id).toList();

		assertThat(synthesis.resources("AWS::CloudWatch::Alarm")).hasSizeGreaterThan(30).allSatisfy((alarm) -> {
			assertThat(alarm.property("AlarmActions")).hasSize(1);
			assertThat(topics).contains(synthesis.resolve(alarm.property("AlarmActions/0")).get("Ref").asText());
			assertThat(alarm.property("AlarmDescription").asText()).hasSizeGreaterThan(30).endsWith(".");
		});
	}

	@Test
	void areSentToTheConfiguredEmailAddress() {
		assertThat(Synthesis.withoutDomain().resources("AWS::SNS::Subscription")).hasSize(2)
			.allSatisfy((subscription) -> {
				assertThat(subscription.property("Protocol").asText()).isEqualTo("email");
				assertThat(subscription.property("Endpoint").asText()).isEqualTo("operations@example.com");
			});
		assertThat(Synthesis.withDomain().resources("AWS::SNS::Subscription")).isEmpty();
	}

	@Test
	void sendBudgetWarningsToTheConfiguredEmailAddress() {
		Resource budget = Synthesis.withoutDomain().resource("AWS::Budgets::Budget");

		assertThat(budget.property("Budget/BudgetLimit/Amount").asInt()).isEqualTo(250);
		assertThat(subscribers(budget)).containsOnly("EMAIL operations@example.com", "SNS NoticesTopic");
		assertThat(subscribers(Synthesis.withDomain().resource("AWS::Budgets::Budget")))
			.containsOnly("SNS NoticesTopic");
	}

	private static List<String> subscribers(Resource budget) {
		assertThat(budget.property("NotificationsWithSubscribers")).hasSize(3);
		return budget.property("NotificationsWithSubscribers")
			.valueStream()
			.flatMap((notification) -> notification.get("Subscribers").valueStream())
			.map((subscriber) -> subscriber.get("SubscriptionType").asText() + " "
					+ subscriber.at("/Address/Ref")
						.asText(subscriber.get("Address").asText())
						.replaceFirst("[0-9A-F]{8}$", ""))
			.toList();
	}

	@Test
	void allowTheBudgetToPublishToItsTopic() {
		JsonNode edge = Synthesis.withDomain().read("Ticketly-Edge.template.json").get("Resources");
		Resource budget = Synthesis.withDomain().resource("AWS::Budgets::Budget");

		for (String type : List.of("AWS::SNS::TopicPolicy", "AWS::KMS::Key")) {
			assertThat(edge.properties().stream().filter((entry) -> entry.getValue().get("Type").asText().equals(type)))
				.singleElement()
				.satisfies((entry) -> {
					assertThat(Permissions.statements(entry.getValue()))
						.filteredOn((statement) -> statement.at("/Principal/Service").toString().contains("budgets."))
						.singleElement()
						.matches((statement) -> statement.get("Effect").asText().equals("Allow"))
						.matches((statement) -> statement.at("/Condition/StringEquals").has("aws:SourceAccount"));
					assertThat(budget.json().get("DependsOn").toString()).contains(entry.getKey());
				});
		}
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void monitorCloudFrontErrorsInTheRegionOfItsMetrics(Synthesis synthesis) {
		JsonNode watch = synthesis.read("Ticketly-Watch.template.json").get("Resources");
		Resource alarm = synthesis.resources("AWS::CloudWatch::Alarm")
			.filter((candidate) -> candidate.toString().equals(watch.fieldNames().next()))
			.findAny()
			.orElseThrow();

		assertThat(synthesis.read("manifest.json").at("/artifacts/Ticketly-Watch/environment").asText())
			.endsWith("/us-east-1");
		assertThat(alarm.property("Metrics").findValuesAsText("MetricName")).containsExactlyInAnyOrder("5xxErrorRate",
				"Requests");
		assertThat(alarm.property("Metrics").findValues("Dimensions")).hasSize(2).allSatisfy((dimensions) -> {
			assertThat(dimensions.findValuesAsText("Name")).containsExactly("DistributionId", "Region");
			assertThat(synthesis.resolve(dimensions.at("/0/Value")).get("Ref").asText())
				.isEqualTo(synthesis.resource("AWS::CloudFront::Distribution").id());
			assertThat(dimensions.at("/1/Value").asText()).isEqualTo("Global");
		});
	}

	@Test
	void coverAllRequiredMetrics() {
		Set<String> metrics = new TreeSet<>();
		Synthesis.withoutDomain()
			.resources("AWS::CloudWatch::Alarm")
			.forEach((alarm) -> metrics.addAll(alarm.json().findValuesAsText("MetricName")));

		assertThat(metrics).contains("RequestCount", "BlockedRequests", "AllowedRequests", "ReadThrottleEvents",
				"WriteThrottleEvents", "TransactionConflict", "ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits",
				"SystemErrors", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "TargetResponseTime",
				"UnHealthyHostCount", "HealthyHostCount", "ticketly.expiry.runs.count", "ticketly.expiry.lag.value",
				"ticketly.conflicts.count", "ticketly.fleet.members.value", "Errors",
				"ApproximateNumberOfMessagesVisible", "ExecutionFailed");
	}

	/**
	 * A metric without events has no data, and neither has a sum that includes it.
	 */
	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void treatMissingMetricsAsZeroInSums(Synthesis synthesis) {
		List<Resource> sums = synthesis.resources("AWS::CloudWatch::Alarm")
			.filter((alarm) -> alarm.property("Metrics").findValuesAsText("Expression").toString().contains(" + "))
			.toList();

		assertThat(sums).hasSizeGreaterThan(10).allSatisfy((alarm) -> {
			Set<String> ids = new TreeSet<>(alarm.property("Metrics").findValuesAsText("Id"));
			alarm.property("Metrics").findValuesAsText("Expression").forEach((expression) -> {
				String unfilled = expression.replaceAll("FILL\\(\\w+, 0\\)", "");
				assertThat(ids).as(expression).noneMatch((id) -> unfilled.matches(".*\\b" + id + "\\b.*"));
			});
		});
		assertThat(sums).filteredOn((alarm) -> alarm.json().toString().contains("\"SystemErrors\"")).hasSize(9);
	}

	@Test
	void areRaisedWithoutExpiryRuns() {
		Resource alarm = Synthesis.withoutDomain()
			.resources("AWS::CloudWatch::Alarm")
			.filter((candidate) -> candidate.property("MetricName").asText().equals("ticketly.expiry.runs.count"))
			.findAny()
			.orElseThrow();

		assertThat(alarm.property("TreatMissingData").asText()).isEqualTo("breaching");
		assertThat(alarm.property("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
	}

	@Test
	void areRaisedIfInstancesDoNotKnowEachOther() {
		Resource alarm = Synthesis.withoutDomain()
			.resources("AWS::CloudWatch::Alarm")
			.filter((candidate) -> candidate.id().startsWith("AlarmsFleetDisagreement"))
			.findAny()
			.orElseThrow();

		assertThat(alarm.property("EvaluationPeriods").asInt()).isEqualTo(5);
		assertThat(alarm.property("Threshold").asInt()).isOne();
		assertThat(alarm.property("Metrics").findValuesAsText("Expression"))
			.containsExactly("IF(most > fewest OR most < FILL(healthy, 0), 1, 0)");
		assertThat(alarm.property("Metrics")
			.valueStream()
			.filter((metric) -> metric.has("MetricStat"))
			.map((metric) -> "%s %s %s".formatted(metric.get("Id").asText(), metric.at("/MetricStat/Stat").asText(),
					metric.at("/MetricStat/Metric/MetricName").asText())))
			.containsExactlyInAnyOrder("most Maximum ticketly.fleet.members.value",
					"fewest Minimum ticketly.fleet.members.value", "healthy Minimum HealthyHostCount");
	}

	@Test
	void excludeTheAddressesOfInstancesFromTheUnitsOfBookings() {
		String body = Synthesis.withoutDomain()
			.resource("AWS::CloudWatch::Dashboard")
			.property("DashboardBody")
			.toString();

		assertThat(body).contains("\\\"table\\\",\\\"bookings\\\"").doesNotContain("\\\"table\\\",\\\"members\\\"");
	}

	@Test
	void includeThrottlesOfIndexes() {
		Resource alarm = Synthesis.withoutDomain()
			.resources("AWS::CloudWatch::Alarm")
			.filter((candidate) -> candidate.id().startsWith("AlarmsSlotsReadThrottles"))
			.findAny()
			.orElseThrow();

		assertThat(alarm.json().toString()).contains("byMonth", "byGenreMonth", "byName", "byExpiry");
	}

	@Test
	void showAllMetricsOfTheServiceOnTheDashboard() {
		Set<String> shown = new TreeSet<>();
		String body = Synthesis.withoutDomain()
			.resource("AWS::CloudWatch::Dashboard")
			.property("DashboardBody")
			.toString();
		var matcher = Pattern.compile("\\\\\"(ticketly\\.[a-z.]+)\\\\\"").matcher(body);
		while (matcher.find()) {
			shown.add(matcher.group(1));
		}

		assertThat(body).contains("\\\"periodOverride\\\":\\\"inherit\\\"");
		assertThat(shown).isEqualTo(new TreeSet<>(SERVICE_METRICS));
		assertThat(body).contains("Bookings and tickets per second", "Bookings per transaction", "Refusals by reason",
				"Response times", "Write units per booking", "Members", "Sections owned", "Commands handed over",
				"Commands not committed by the owner", "Instances", "Consumed write units per second");
	}

}
