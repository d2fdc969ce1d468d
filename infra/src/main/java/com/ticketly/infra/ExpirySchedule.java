package com.ticketly.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A schedule that expires tickets by calling the service from within the VPC. It is a
 * fallback for the scheduled expiry of the service itself.
 */
final class ExpirySchedule extends Construct {

	private static final Duration INTERVAL = Duration.minutes(15);

	private final Function function;

	ExpirySchedule(Construct scope, @Nullable Domain domain, Network network, LoadBalancer balancer, Secret password,
			Queue failures) {
		super(scope, "ExpirySchedule");
		SecurityGroup securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
			.vpc(network.vpc())
			.description("Calls Ticketly to expire tickets")
			.allowAllOutbound(false)
			.build();
		securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "Secrets Manager");
		balancer.allowFrom(securityGroup);
		this.function = LambdaFunctions.of(this, "expiry")
			.description("Expires tickets")
			.vpc(network.vpc())
			.vpcSubnets(Network.PRIVATE)
			.securityGroups(List.of(securityGroup))
			.environment(environment(domain, balancer, password))
			.retryAttempts(2)
			.maxEventAge(INTERVAL)
			.deadLetterQueue(failures)
			.build();
		password.grantRead(this.function);
		Schedule.Builder.create(this, "Schedule")
			.description("Expires tickets if the service does not")
			.schedule(ScheduleExpression.rate(INTERVAL))
			.target(LambdaInvoke.Builder.create(this.function)
				.deadLetterQueue(failures)
				.maxEventAge(INTERVAL)
				.retryAttempts(3)
				.build())
			.build();
		// The CDK creates the role of the schedule in the stack, with a generated id.
		Stack.of(this)
			.getNode()
			.getChildren()
			.stream()
			.filter((child) -> child.getNode().getId().startsWith("SchedulerRoleForTarget"))
			.forEach((role) -> NagFindings.accept(role, "AwsSolutions-IAM5",
					"The schedule calls one function in any version.", NagFindings.below(this.function, ":*")));
		NagFindings.accept(this.function, "AwsSolutions-IAM4",
				"A function in a VPC requires the permissions of these policies for its log and network interfaces.",
				"Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
				"Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole");
	}

	private static Map<String, String> environment(@Nullable Domain domain, LoadBalancer balancer, Secret password) {
		Map<String, String> environment = new HashMap<>();
		environment.put("SECRET", password.getSecretArn());
		environment.put("URL",
				((domain != null) ? "https://" : "http://") + balancer.balancer().getLoadBalancerDnsName());
		if (domain != null) {
			environment.put("SERVER_NAME", domain.name());
		}
		return environment;
	}

	Function function() {
		return this.function;
	}

}
