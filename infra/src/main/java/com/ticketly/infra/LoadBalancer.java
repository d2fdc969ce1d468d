package com.ticketly.infra;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.DesyncMitigationMode;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.XffHeaderProcessingMode;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The internal load balancer, which is reachable only within the VPC.
 */
final class LoadBalancer extends Construct {

	/**
	 * How long the load balancer keeps idle connections. It must be shorter than the
	 * keep-alive timeout of the service; otherwise the service could close a connection
	 * while a request is sent on it.
	 */
	static final Duration IDLE_TIMEOUT = Duration.seconds(60);

	/**
	 * How long requests in progress may take when an instance is deregistered.
	 */
	static final Duration DEREGISTRATION_DELAY = Duration.seconds(40);

	/**
	 * How long a new instance gets a growing share of the requests, because its JVM is
	 * still compiling. It must not be longer than the warm-up time of the group.
	 */
	static final Duration SLOW_START = Duration.minutes(1);

	static final Duration CHECK_INTERVAL = Duration.seconds(10);

	static final Duration CHECK_TIMEOUT = Duration.seconds(5);

	static final int HEALTHY_CHECKS = 2;

	/**
	 * The maximum time until a ready instance receives requests: one interval before each
	 * of the health checks, plus the timeout of the last one.
	 */
	static final Duration REGISTRATION_TIME = Duration
		.seconds(HEALTHY_CHECKS * CHECK_INTERVAL.toSeconds().doubleValue() + CHECK_TIMEOUT.toSeconds().doubleValue());

	/**
	 * The number of failed health checks that make an instance unhealthy. They must take
	 * less time than the graceful shutdown of the service.
	 */
	static final int UNHEALTHY_CHECKS = 2;

	private final ApplicationLoadBalancer balancer;

	private final SecurityGroup securityGroup;

	private final ApplicationTargetGroup targets;

	private final int port;

	LoadBalancer(Construct scope, Network network, Fleet fleet, IBucket logs, @Nullable ICertificate certificate) {
		super(scope, "LoadBalancer");
		this.port = (certificate != null) ? 443 : 80;
		this.securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
			.vpc(network.vpc())
			.description("Load balancer of Ticketly")
			.allowAllOutbound(false)
			.build();
		this.balancer = ApplicationLoadBalancer.Builder.create(this, "Balancer")
			.vpc(network.vpc())
			.vpcSubnets(Network.PRIVATE)
			.internetFacing(false)
			.securityGroup(this.securityGroup)
			.idleTimeout(IDLE_TIMEOUT)
			.dropInvalidHeaderFields(true)
			.desyncMitigationMode(DesyncMitigationMode.DEFENSIVE)
			// CloudFront has added the address of the customer as the last one.
			.xffHeaderProcessingMode(XffHeaderProcessingMode.PRESERVE)
			.build();
		this.balancer.logAccessLogs(logs, "load-balancer");
		this.targets = ApplicationTargetGroup.Builder.create(this, "Targets")
			.vpc(network.vpc())
			.targetType(TargetType.INSTANCE)
			.protocol(ApplicationProtocol.HTTP)
			.port(Fleet.PORT)
			.deregistrationDelay(DEREGISTRATION_DELAY)
			.slowStart(SLOW_START)
			.healthCheck(HealthCheck.builder()
				.path("/readyz")
				.healthyHttpCodes("200")
				.interval(CHECK_INTERVAL)
				.timeout(CHECK_TIMEOUT)
				.healthyThresholdCount(HEALTHY_CHECKS)
				.unhealthyThresholdCount(UNHEALTHY_CHECKS)
				.build())
			.build();
		this.balancer.addListener("Listener", listener(certificate));
		fleet.registerAt(this.targets);
	}

	private BaseApplicationListenerProps listener(@Nullable ICertificate certificate) {
		BaseApplicationListenerProps.Builder listener = BaseApplicationListenerProps.builder()
			.port(this.port)
			.protocol((certificate != null) ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP)
			// The rules of the security group are added explicitly.
			.open(false)
			.defaultTargetGroups(List.of(this.targets));
		return (certificate != null)
				? listener.certificates(List.of(ListenerCertificate.fromCertificateManager(certificate)))
					.sslPolicy(SslPolicy.TLS13_12_RES_PQ)
					.build()
				: listener.build();
	}

	ApplicationLoadBalancer balancer() {
		return this.balancer;
	}

	ApplicationTargetGroup targets() {
		return this.targets;
	}

	/**
	 * Allows requests from the members of a security group.
	 */
	void allowFrom(ISecurityGroup group) {
		group.getConnections().allowTo(this.securityGroup, Port.tcp(this.port));
	}

}
