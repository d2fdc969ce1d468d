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
 * Where alarms go: a topic, and by e-mail to whoever is configured.
 */
final class Notices extends Construct {

	private final Topic topic;

	Notices(Construct scope, Settings settings) {
		super(scope, "Notices");
		// Alarms cannot use the key that AWS manages for topics.
		Key key = Key.Builder.create(this, "Key")
			.description("Encrypts Ticketly's alarms")
			.enableKeyRotation(true)
			.removalPolicy(RemovalPolicy.DESTROY)
			.build();
		key.grantEncryptDecrypt(new ServicePrincipal("cloudwatch.amazonaws.com"));
		this.topic = Topic.Builder.create(this, "Topic")
			.displayName("Ticketly")
			.masterKey(key)
			.enforceSsl(true)
			.build();
		// Of this account only: the service is the same for all.
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
	 * Lets this account's budgets write to the topic.
	 * @return the topic's ARN
	 */
	String topicForBudgets() {
		// The right to use the topic's key comes with it.
		this.topic.grantPublish(ofThisAccount("budgets.amazonaws.com"));
		return this.topic.getTopicArn();
	}

	void send(AlarmBase alarm) {
		alarm.addAlarmAction(new SnsAction(this.topic));
	}

}
