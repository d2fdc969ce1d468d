package com.ticketly.infra;

import java.util.Map;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The SNS topic for alarms, with a subscription of the configured e-mail address.
 */
final class AlarmNotifications extends Construct {

	private final Topic topic;

	AlarmNotifications(Construct scope, Settings settings) {
		super(scope, "Notices");
		// Alarms cannot publish to a topic that is encrypted with the AWS managed key.
		Key key = Key.Builder.create(this, "Key")
			.description("Encrypts alarms of Ticketly")
			.enableKeyRotation(true)
			.removalPolicy(RemovalPolicy.DESTROY)
			.build();
		key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"));
		this.topic = Topic.Builder.create(this, "Topic")
			.displayName("Ticketly")
			.masterKey(key)
			.enforceSsl(true)
			.build();
		// The condition is necessary, because the service principal is the same in all
		// accounts.
		this.topic.grantPublish(ofThisAccount("cloudwatch.amazonaws.com"));
		if (settings.email() != null) {
			this.topic.addSubscription(new EmailSubscription(settings.email()));
		}
	}

	private static ServicePrincipal ofThisAccount(String service) {
		return new ServicePrincipal(service,
				ServicePrincipalOpts.builder()
					.conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
					.build());
	}

	/**
	 * Allows budgets of this account to publish to the topic.
	 * @return the ARN of the topic
	 */
	String topicForBudgets() {
		// This also grants the use of the key.
		this.topic.grantPublish(ofThisAccount("budgets.amazonaws.com"));
		return this.topic.getTopicArn();
	}

	/**
	 * Sends a notification when an alarm is raised.
	 */
	void notifyOn(AlarmBase alarm) {
		alarm.addAlarmAction(new SnsAction(this.topic));
	}

}
