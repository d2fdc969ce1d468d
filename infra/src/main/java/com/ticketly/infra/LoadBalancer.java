package com.ticketly.infra;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
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
 * The load balancer, which only the VPC can reach.
 */
final class LoadBalancer extends Construct {

	/**
	 * Shorter than the service keeps idle connections, so that it never closes one that a
	 * request is being sent on.
	 */
	static final Duration IDLE = Duration.seconds(60);

	/**
	 * How long requests under way may take once an instance is to go.
	 */
	static final Duration DEREGISTRATION = Duration.seconds(40);

	static final Duration CHECK_INTERVAL = Duration.seconds(10);

	static final Duration CHECK_TIMEOUT = Duration.seconds(5);

	static final int HEALTHY_CHECKS = 2;

	/**
	 * How long an instance that is ready may not get requests yet: the first check comes
	 * an interval later at most, and the last may take as long as it may.
	 */
	static final Duration NOTICED = Duration
		.seconds(HEALTHY_CHECKS * CHECK_INTERVAL.toSeconds().doubleValue() + CHECK_TIMEOUT.toSeconds().doubleValue());

	/**
	 * An instance that stops says so for longer than it takes to notice.
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
			.idleTimeout(IDLE)
			.dropInvalidHeaderFields(true)
			.desyncMitigationMode(DesyncMitigationMode.DEFENSIVE)
			// The last address is the customer's, as CloudFront saw it.
			.xffHeaderProcessingMode(XffHeaderProcessingMode.PRESERVE)
			.build();
		this.balancer.logAccessLogs(logs, "load-balancer");
		this.targets = ApplicationTargetGroup.Builder.create(this, "Targets")
			.vpc(network.vpc())
			.targetType(TargetType.INSTANCE)
			.protocol(ApplicationProtocol.HTTP)
			.port(Fleet.PORT)
			.deregistrationDelay(DEREGISTRATION)
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
		fleet.serve(this.targets);
	}

	private BaseApplicationListenerProps listener(@Nullable ICertificate certificate) {
		BaseApplicationListenerProps.Builder listener = BaseApplicationListenerProps.builder()
			.port(this.port)
			.protocol((certificate != null) ? ApplicationProtocol.HTTPS : ApplicationProtocol.HTTP)
			// Who may come is said by security groups.
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
	 * Lets the members of a security group send requests.
	 */
	void letIn(ISecurityGroup group) {
		group.getConnections().allowTo(this.securityGroup, Port.tcp(this.port));
	}

}
