package com.ticketly.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthCheckType;
import software.amazon.awscdk.services.autoscaling.AdditionalHealthChecksOptions;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.CfnAutoScalingGroup;
import software.amazon.awscdk.services.autoscaling.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.autoscaling.GroupMetrics;
import software.amazon.awscdk.services.autoscaling.HealthChecks;
import software.amazon.awscdk.services.autoscaling.NetworkUtilizationScalingProps;
import software.amazon.awscdk.services.autoscaling.RequestCountScalingProps;
import software.amazon.awscdk.services.autoscaling.RollingUpdateOptions;
import software.amazon.awscdk.services.autoscaling.Signals;
import software.amazon.awscdk.services.autoscaling.SignalsOptions;
import software.amazon.awscdk.services.autoscaling.UpdatePolicy;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.InstanceArchitecture;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.LaunchTemplateHttpTokens;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * The auto-scaling group of the instances. It scales with load, replaces unhealthy
 * instances, and grants them only the permissions that the service uses.
 */
final class Fleet extends Construct {

	/**
	 * The port of the service.
	 */
	static final int PORT = 8477;

	/**
	 * The port for messages between instances.
	 */
	static final int MEMBER_PORT = 7800;

	/**
	 * The port of the connections by which instances notice that another one has ended.
	 * JGroups adds 100 to the port for messages.
	 */
	static final int FAILURE_DETECTION_PORT = MEMBER_PORT + 100;

	/**
	 * The CloudWatch namespace of the service's metrics.
	 */
	static final String METRICS_NAMESPACE = "Ticketly";

	/**
	 * How long an instance that ends still answers requests. Within this time, the load
	 * balancer notices that it is not ready.
	 */
	static final Duration DRAIN_TIME = Duration.seconds(25);

	/**
	 * How long Docker waits for the container to stop before it kills it.
	 */
	static final Duration CONTAINER_STOP_TIMEOUT = Duration.seconds(70);

	/**
	 * How long systemd waits for the unit to stop before it kills its processes.
	 */
	static final Duration UNIT_STOP_TIMEOUT = Duration.seconds(80);

	/**
	 * The target of incoming traffic, 1 MB per second. The metric counts bytes per
	 * minute, although the CDK names the property bytes per second.
	 */
	private static final int NETWORK_IN = 60 * 1_000_000;

	/**
	 * The logical id of the group. It is fixed, because the user data refers to it before
	 * the construct exists.
	 */
	static final String GROUP_LOGICAL_ID = "FleetGroup";

	private final AutoScalingGroup group;

	private final SecurityGroup securityGroup;

	private final Role role;

	private final LogGroup log;

	Fleet(Construct scope, Settings settings, Path repository, Network network, Tables tables, Secret password) {
		super(scope, "Fleet");
		DockerImageAsset image = image(settings, repository);
		this.log = LambdaFunctions.log(this, "Log");
		Secret secret = secret();
		Secret ticketKeys = ticketKeys();
		this.role = role(tables, List.of(password, secret, ticketKeys), image);
		this.securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
			.vpc(network.vpc())
			.description("Instances of Ticketly")
			.allowAllOutbound(false)
			.build();
		this.securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "AWS");
		allowToEachOther();
		UserData userData = new InstanceSetup(settings, image, this.log, password, secret, ticketKeys).userData();
		this.group = group(settings, network, launchTemplate(settings, userData));
		this.group.getNode().addDependency(this.role, network.vpc());
		scale();
		NagFindings.accept(this.role, "AwsSolutions-IAM4", "Session Manager, which replaces SSH, requires this policy.",
				"Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonSSMManagedInstanceCore");
		NagFindings.accept(this.role, "AwsSolutions-IAM5",
				"Metrics and registry tokens do not support resources; metrics are restricted to a namespace.",
				"Resource::*");
		NagFindings.accept(this.group, "AwsSolutions-AS3",
				"Launches and terminations of instances are normal and need no notification; alarms report problems.");
	}

	private void allowToEachOther() {
		Connections connections = this.securityGroup.getConnections();
		connections.allowInternally(Port.tcp(MEMBER_PORT), "Messages between instances");
		connections.allowInternally(Port.tcp(FAILURE_DETECTION_PORT), "Failure detection between instances");
	}

	private DockerImageAsset image(Settings settings, Path repository) {
		return DockerImageAsset.Builder.create(this, "Image")
			.directory(repository.toString())
			.platform(isArm(settings) ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
			// Files that the image does not contain must not change its hash, because a
			// new image replaces all instances.
			.exclude(List.of("**/.git", "**/target", ".ci", ".github", ".idea", ".ticketly", ".vscode", "docs", "infra",
					"*.md"))
			.build();
	}

	private static boolean isArm(Settings settings) {
		return settings.architecture() == InstanceArchitecture.ARM_64;
	}

	private Secret secret() {
		Secret secret = Secret.Builder.create(this, "Secret")
			.description("The secret by which Ticketly instances recognize each other")
			.generateSecretString(SecretStringGenerator.builder().passwordLength(64).excludePunctuation(true).build())
			.build();
		NagFindings.accept(secret, "AwsSolutions-SMG4",
				"Instances with different secrets do not work together, so a change includes a restart of all instances.");
		return secret;
	}

	/**
	 * Returns the secret with the keys of the codes of tickets. Secrets Manager cannot
	 * generate such keys, so it generates a set without keys, with which instances start.
	 */
	private Secret ticketKeys() {
		Secret keys = Secret.Builder.create(this, "TicketKeys")
			.description("The keys that sign the codes of tickets: a JSON Web Key Set")
			.generateSecretString(SecretStringGenerator.builder()
				.secretStringTemplate("{\"keys\":[]}")
				.generateStringKey("unused")
				.passwordLength(32)
				.excludePunctuation(true)
				.build())
			.build();
		NagFindings.accept(keys, "AwsSolutions-SMG4",
				"A change takes three steps with a restart of all instances, because all verify what the others sign.");
		return keys;
	}

	private Role role(Tables tables, List<Secret> secrets, DockerImageAsset image) {
		Role role = Role.Builder.create(this, "Role")
			.assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
			.description("Permissions of the Ticketly instances")
			.managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")))
			.build();
		tables.grantUse(role);
		secrets.forEach((secret) -> secret.grantRead(role));
		image.getRepository().grantPull(role);
		this.log.grantWrite(role);
		role.addToPolicy(PolicyStatement.Builder.create()
			.actions(List.of("cloudwatch:PutMetricData"))
			.resources(List.of("*"))
			.conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", METRICS_NAMESPACE)))
			.build());
		return role;
	}

	private LaunchTemplate launchTemplate(Settings settings, UserData userData) {
		return LaunchTemplate.Builder.create(this, "LaunchTemplate")
			.machineImage(MachineImage.latestAmazonLinux2023(AmazonLinux2023ImageSsmParameterProps.builder()
				.cpuType(isArm(settings) ? AmazonLinuxCpuType.ARM_64 : AmazonLinuxCpuType.X86_64)
				.build()))
			.instanceType(settings.instanceType())
			.role(this.role)
			.securityGroup(this.securityGroup)
			.userData(userData)
			.httpTokens(LaunchTemplateHttpTokens.REQUIRED)
			// The container uses the host's network, so one hop is enough.
			.httpPutResponseHopLimit(1)
			.detailedMonitoring(true)
			.blockDevices(List.of(BlockDevice.builder()
				.deviceName("/dev/xvda")
				.volume(BlockDeviceVolume.ebs(16,
						EbsDeviceOptions.builder().encrypted(true).volumeType(EbsDeviceVolumeType.GP3).build()))
				.build()))
			.build();
	}

	private AutoScalingGroup group(Settings settings, Network network, LaunchTemplate template) {
		AutoScalingGroup group = AutoScalingGroup.Builder.create(this, "Group")
			.vpc(network.vpc())
			.vpcSubnets(Network.PRIVATE)
			.launchTemplate(template)
			.minCapacity(settings.minInstances())
			.maxCapacity(settings.maxInstances())
			.healthChecks(HealthChecks.withAdditionalChecks(AdditionalHealthChecksOptions.builder()
				.additionalTypes(List.of(AdditionalHealthCheckType.ELB))
				.gracePeriod(Duration.minutes(5))
				.build()))
			.defaultInstanceWarmup(Duration.minutes(2))
			.groupMetrics(List.of(GroupMetrics.all()))
			.signals(Signals.waitForMinCapacity(SignalsOptions.builder().timeout(Duration.minutes(15)).build()))
			.updatePolicy(UpdatePolicy.rollingUpdate(RollingUpdateOptions.builder()
				.maxBatchSize(1)
				.minInstancesInService(settings.minInstances())
				.pauseTime(Duration.minutes(15))
				.waitOnResourceSignals(true)
				.build()))
			.build();
		((CfnAutoScalingGroup) Objects.requireNonNull(group.getNode().getDefaultChild()))
			.overrideLogicalId(GROUP_LOGICAL_ID);
		return group;
	}

	/**
	 * Scales on CPU utilization and incoming traffic; {@link #registerAt} adds the number
	 * of requests. The group scales out if one of the three exceeds its target, and in if
	 * none does.
	 */
	private void scale() {
		this.group.scaleOnCpuUtilization("Cpu",
				CpuUtilizationScalingProps.builder().targetUtilizationPercent(50).build());
		this.group.scaleOnIncomingBytes("NetworkIn",
				NetworkUtilizationScalingProps.builder().targetBytesPerSecond(NETWORK_IN).build());
	}

	/**
	 * Registers the instances at a target group, and scales with its number of requests.
	 */
	void registerAt(ApplicationTargetGroup targets) {
		targets.addTarget(this.group);
		this.group.scaleOnRequestCount("Requests",
				RequestCountScalingProps.builder().targetRequestsPerMinute(12_000).build());
	}

	AutoScalingGroup group() {
		return this.group;
	}

	SecurityGroup securityGroup() {
		return this.securityGroup;
	}

	Role role() {
		return this.role;
	}

}
