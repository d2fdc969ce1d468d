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
 * The service and all it needs but its tables, in one region.
 */
final class ServiceStack extends Stack {

	private final IDistribution distribution;

	ServiceStack(Construct scope, Settings settings, Path repository, EdgeStack edge, Tables tables) {
		super(scope, "Ticketly",
				StackProps.builder()
					.env(Environment.builder().region(settings.region()).build())
					.description("Ticketly: sells tickets for timed slots")
					.build());
		Buckets buckets = new Buckets(this);
		Network network = new Network(this, settings, buckets.logs());
		Secret password = Secret.Builder.create(this, "OperatorPassword")
			.description("The password of Ticketly's operators")
			.generateSecretString(SecretStringGenerator.builder().passwordLength(40).excludePunctuation(true).build())
			.build();
		Nag.accept(password, "AwsSolutions-SMG4",
				"People and a cron of the theatre use it, who have to learn a new one; instances take it up at a restart.");
		Fleet fleet = new Fleet(this, settings, repository, network, tables, password);
		@Nullable ICertificate certificate = (settings.domain() != null) ? settings.domain().certificate(this) : null;
		LoadBalancer balancer = new LoadBalancer(this, network, fleet, buckets.logs(), certificate);
		FrontDoor frontDoor = new FrontDoor(this, settings, network, balancer, buckets, edge.firewallArn(),
				edge.certificate());
		this.distribution = frontDoor.distribution();
		Queue failures = Queue.Builder.create(this, "Failures")
			.encryption(QueueEncryption.SQS_MANAGED)
			.enforceSsl(true)
			.retentionPeriod(Duration.days(14))
			.build();
		Nag.accept(failures, "AwsSolutions-SQS3", "It is the queue of what others gave up, and an alarm empties it.");
		ExpirySchedule expiry = new ExpirySchedule(this, settings.domain(), network, balancer, password, failures);
		Analytics analytics = new Analytics(this, tables.named("bookings"), buckets, failures);
		Alarms alarms = new Alarms(this, new Notices(this, settings));
		alarms.watch(balancer, settings);
		alarms.watch(tables);
		alarms.watch(expiry, analytics, failures);
		new Board(this, tables, balancer, fleet.group());
		CfnOutput.Builder.create(this, "Address")
			.description("Where Ticketly answers")
			.value("https://" + ((settings.domain() != null) ? settings.domain().name()
					: frontDoor.distribution().getDistributionDomainName()))
			.build();
		CfnOutput.Builder.create(this, "OperatorPasswordSecret")
			.description("The secret with the operators' password")
			.value(password.getSecretArn())
			.build();
	}

	IDistribution distribution() {
		return this.distribution;
	}

}
