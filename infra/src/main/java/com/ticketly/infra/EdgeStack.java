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
 * The stack of resources that CloudFront requires in us-east-1: the web ACL of the
 * firewall and a certificate. It also contains the alarms of the firewall and the budget.
 */
final class EdgeStack extends Stack {

	private static final String ACL = "ticketly";

	private final CfnWebACL firewall;

	private final @Nullable ICertificate certificate;

	private final AlarmNotifications notifications;

	EdgeStack(Construct scope, Settings settings) {
		super(scope, "Ticketly-Edge",
				StackProps.builder()
					.env(Environment.builder().region("us-east-1").build())
					.description("Firewall, CloudFront certificate and budget of Ticketly")
					.build());
		this.firewall = firewall(settings);
		this.certificate = (settings.domain() != null) ? settings.domain().certificate(this) : null;
		this.notifications = new AlarmNotifications(this, settings);
		alarms(settings).forEach(this.notifications::notifyOn);
		budget(settings);
	}

	private CfnWebACL firewall(Settings settings) {
		return CfnWebACL.Builder.create(this, "Firewall")
			.name(ACL)
			.scope("CLOUDFRONT")
			.description("Filters requests to Ticketly")
			.defaultAction(CfnWebACL.DefaultActionProperty.builder()
				.allow(CfnWebACL.AllowActionProperty.builder().build())
				.build())
			.visibilityConfig(FirewallRules.visibility(ACL))
			.rules(FirewallRules.all(settings))
			.build();
	}

	private List<Alarm> alarms(Settings settings) {
		IMetric allRequests = MathExpression.Builder.create()
			.expression("FILL(allowed, 0) + FILL(blocked, 0)")
			.label("requests in 5 minutes")
			.usingMetrics(Map.of("allowed", requests("AllowedRequests"), "blocked", requests("BlockedRequests")))
			.period(Duration.minutes(5))
			.build();
		return List.of(alarm("Requests", allRequests, settings.requestAlarm(),
				"CloudFront receives unusually many requests, because of an on-sale or an attack. Check the sampled requests of the firewall."),
				alarm("Blocked", requests("BlockedRequests"), settings.requestAlarm() / 10,
						"The firewall blocks unusually many requests, because of an attack or many customers behind one IP address."));
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
		subscribers.add(subscriber("SNS", this.notifications.topicForBudgets()));
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
		// AWS Budgets checks the permission to publish when it creates the budget.
		budget.getNode().addDependency(this.notifications);
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

	AlarmNotifications notifications() {
		return this.notifications;
	}

	String firewallArn() {
		return this.firewall.getAttrArn();
	}

	@Nullable ICertificate certificate() {
		return this.certificate;
	}

}
