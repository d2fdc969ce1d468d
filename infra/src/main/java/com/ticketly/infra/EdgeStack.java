package com.ticketly.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/**
 * What CloudFront takes from us-east-1 alone: the rules of the firewall and a
 * certificate. Their alarms and the budget are there, too.
 */
final class EdgeStack extends Stack {

	private static final String ACL = "ticketly";

	private final CfnWebACL firewall;

	private final @Nullable ICertificate certificate;

	private final Notices notices;

	EdgeStack(Construct scope, Settings settings) {
		super(scope, "Ticketly-Edge",
				StackProps.builder()
					.env(Environment.builder().region("us-east-1").build())
					.description("Ticketly's firewall, CloudFront's certificate and the budget")
					.build());
		this.firewall = firewall(settings);
		this.certificate = (settings.domain() != null) ? settings.domain().certificate(this) : null;
		this.notices = new Notices(this, settings);
		alarms(settings).forEach(this.notices::send);
		budget(settings);
	}

	private CfnWebACL firewall(Settings settings) {
		return CfnWebACL.Builder.create(this, "Firewall")
			.name(ACL)
			.scope("CLOUDFRONT")
			.description("What may not reach Ticketly")
			.defaultAction(CfnWebACL.DefaultActionProperty.builder()
				.allow(CfnWebACL.AllowActionProperty.builder().build())
				.build())
			.visibilityConfig(FirewallRules.visibility(ACL))
			.rules(FirewallRules.all(settings))
			.build();
	}

	private List<Alarm> alarms(Settings settings) {
		IMetric all = MathExpression.Builder.create()
			.expression("FILL(allowed, 0) + FILL(blocked, 0)")
			.label("requests in 5 minutes")
			.usingMetrics(Map.of("allowed", requests("AllowedRequests"), "blocked", requests("BlockedRequests")))
			.period(Duration.minutes(5))
			.build();
		return List.of(alarm("Requests", all, settings.requestAlarm(),
				"Unusually many requests reach CloudFront: an on-sale, or an attack. See the firewall's sampled requests."),
				alarm("Blocked", requests("BlockedRequests"), settings.requestAlarm() / 10,
						"The firewall blocks unusually many requests: an attack, or customers behind one address."));
	}

	private Alarm alarm(String id, IMetric metric, int threshold, String description) {
		return Alarm.Builder.create(this, id)
			.metric(metric)
			.threshold(threshold)
			.comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
			.evaluationPeriods(1)
			.treatMissingData(TreatMissingData.NOT_BREACHING)
			.alarmDescription(description)
			.build();
	}

	private static Metric requests(String name) {
		return Metric.Builder.create()
			.namespace("AWS/WAFV2")
			.metricName(name)
			.dimensionsMap(Map.of("WebACL", ACL, "Rule", "ALL"))
			.statistic("Sum")
			.period(Duration.minutes(5))
			.build();
	}

	private void budget(Settings settings) {
		List<CfnBudget.SubscriberProperty> subscribers = new ArrayList<>();
		subscribers.add(subscriber("SNS", this.notices.topicForBudgets()));
		if (settings.email() != null) {
			subscribers.add(subscriber("EMAIL", settings.email()));
		}
		CfnBudget budget = CfnBudget.Builder.create(this, "Budget")
			.budget(CfnBudget.BudgetDataProperty.builder()
				.budgetType("COST")
				.timeUnit("MONTHLY")
				.budgetLimit(CfnBudget.SpendProperty.builder().amount(settings.budget()).unit("USD").build())
				.build())
			.notificationsWithSubscribers(List.of(notification("ACTUAL", 80, subscribers),
					notification("ACTUAL", 100, subscribers), notification("FORECASTED", 100, subscribers)))
			.build();
		// A budget tries its right to publish when it is made.
		budget.getNode().addDependency(this.notices);
	}

	private static CfnBudget.SubscriberProperty subscriber(String type, String address) {
		return CfnBudget.SubscriberProperty.builder().subscriptionType(type).address(address).build();
	}

	private static CfnBudget.NotificationWithSubscribersProperty notification(String type, int percent,
			List<CfnBudget.SubscriberProperty> subscribers) {
		return CfnBudget.NotificationWithSubscribersProperty.builder()
			.notification(CfnBudget.NotificationProperty.builder()
				.notificationType(type)
				.comparisonOperator("GREATER_THAN")
				.threshold(percent)
				.thresholdType("PERCENTAGE")
				.build())
			.subscribers(subscribers)
			.build();
	}

	Notices notices() {
		return this.notices;
	}

	String firewallArn() {
		return this.firewall.getAttrArn();
	}

	@Nullable ICertificate certificate() {
		return this.certificate;
	}

}
