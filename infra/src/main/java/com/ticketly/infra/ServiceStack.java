package com.ticketly.infra;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.cloudfront.IDistribution;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The stack of the service in one region, without its tables.
 */
final class ServiceStack extends Stack {

	private final IDistribution distribution;

	ServiceStack(Construct scope, Settings settings, Path repository, EdgeStack edge, Tables tables) {
		super(scope, "Ticketly",
				StackProps.builder()
					.env(Environment.builder().region(settings.region()).build())
					.description("Ticketly: a ticket booking service")
					.build());
		Buckets buckets = new Buckets(this);
		Network network = new Network(this, settings, buckets.logs());
		Secret password = Secret.Builder.create(this, "OperatorPassword")
			.description("The password of the Ticketly operator account")
			.generateSecretString(SecretStringGenerator.builder().passwordLength(40).excludePunctuation(true).build())
			.build();
		NagFindings.accept(password, "AwsSolutions-SMG4",
				"Staff and scheduled jobs use the password and must be told of a change; instances read it at a restart.");
		Fleet fleet = new Fleet(this, settings, repository, network, tables, password);
		@Nullable ICertificate certificate = (settings.domain() != null) ? settings.domain().certificate(this) : null;
		LoadBalancer balancer = new LoadBalancer(this, network, fleet, buckets.logs(), certificate);
		CloudFrontDistribution cloudFront = new CloudFrontDistribution(this, settings, network, balancer, buckets,
				edge.firewallArn(), edge.certificate());
		this.distribution = cloudFront.distribution();
		Queue failures = Queue.Builder.create(this, "Failures")
			.encryption(QueueEncryption.SQS_MANAGED)
			.enforceSsl(true)
			.retentionPeriod(Duration.days(14))
			.build();
		NagFindings.accept(failures, "AwsSolutions-SQS3",
				"The queue is itself a dead-letter queue, and an alarm reports its messages.");
		ExpirySchedule expiry = new ExpirySchedule(this, settings.domain(), network, balancer, password, failures);
		Analytics analytics = new Analytics(this, tables.named("bookings"), buckets, failures);
		Alarms alarms = new Alarms(this, new AlarmNotifications(this, settings));
		alarms.add(balancer, settings);
		alarms.add(tables);
		alarms.add(expiry, analytics, failures);
		new ServiceDashboard(this, tables, balancer, fleet.group());
		CfnOutput.Builder.create(this, "Address")
			.description("The URL of Ticketly")
			.value("https://" + ((settings.domain() != null) ? settings.domain().name()
					: cloudFront.distribution().getDistributionDomainName()))
			.build();
		CfnOutput.Builder.create(this, "OperatorPasswordSecret")
			.description("The ARN of the secret with the operator password")
			.value(password.getSecretArn())
			.build();
	}

	IDistribution distribution() {
		return this.distribution;
	}

}
