package com.ticketly.infra;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
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
	 * The CloudWatch namespace of the service's metrics.
	 */
	static final String METRICS_NAMESPACE = "Ticketly";

	/**
	 * How long Docker waits for the container to stop before it kills it.
	 */
	static final Duration CONTAINER_STOP_TIMEOUT = Duration.seconds(40);

	/**
	 * How long systemd waits for the unit to stop before it kills its processes.
	 */
	static final Duration UNIT_STOP_TIMEOUT = Duration.seconds(50);

	/**
	 * The target of incoming traffic, 1 MB per second. The metric counts bytes per
	 * minute, although the CDK names the property bytes per second.
	 */
	private static final int NETWORK_IN = 60 * 1_000_000;

	/**
	 * The logical id of the group. It is fixed, because the user data refers to it before
	 * the construct exists.
	 */
	private static final String GROUP_LOGICAL_ID = "FleetGroup";

	private final AutoScalingGroup group;

	private final SecurityGroup securityGroup;

	private final Role role;

	private final LogGroup log;

	Fleet(Construct scope, Settings settings, Path repository, Network network, Tables tables, Secret password) {
		super(scope, "Fleet");
		DockerImageAsset image = image(settings, repository);
		this.log = LambdaFunctions.log(this, "Log");
		this.role = role(tables, password, image);
		this.securityGroup = SecurityGroup.Builder.create(this, "SecurityGroup")
			.vpc(network.vpc())
			.description("Instances of Ticketly")
			.allowAllOutbound(false)
			.build();
		this.securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "AWS");
		this.group = group(settings, network, launchTemplate(settings, userData(settings, image, password)));
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

	private Role role(Tables tables, Secret password, DockerImageAsset image) {
		Role role = Role.Builder.create(this, "Role")
			.assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
			.description("Permissions of the Ticketly instances")
			.managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")))
			.build();
		tables.grantUse(role);
		password.grantRead(role);
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

	private UserData userData(Settings settings, DockerImageAsset image, Secret password) {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("Group", GROUP_LOGICAL_ID);
		values.put("Stack", Stack.of(this).getStackName());
		values.put("Image", image.getImageUri());
		values.put("Registry", Fn.select(0, Fn.split("/", image.getRepository().getRepositoryUri())));
		values.put("Password", password.getSecretArn());
		values.put("Log", this.log.getLogGroupName());
		values.put("Port", Integer.toString(PORT));
		values.put("ContainerStopTimeout", seconds(CONTAINER_STOP_TIMEOUT));
		values.put("UnitStopTimeout", seconds(UNIT_STOP_TIMEOUT));
		values.put("RegistrationTime", seconds(LoadBalancer.REGISTRATION_TIME));
		values.put("Settings",
				environment(settings).entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining("\n")));
		return UserData.custom(Fn.sub(Resources.read("/user-data.sh"), values));
	}

	private static String seconds(Duration duration) {
		return Integer.toString((int) duration.toSeconds().doubleValue());
	}

	private static Map<String, String> environment(Settings settings) {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("AWS_REGION", Aws.REGION);
		environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
		environment.put("TICKETLY_CLOUDWATCH_NAMESPACE", METRICS_NAMESPACE);
		environment.put("TICKETLY_DYNAMODB_TABLE_PREFIX", settings.tablePrefix());
		environment.put("TICKETLY_PHONE_REGION", settings.phoneRegion());
		environment.put("TICKETLY_ZONE", settings.timeZone().getId());
		if (settings.domain() == null) {
			// The load balancer reports HTTP and port 80; CloudFront's headers contain
			// the scheme and port that customers use.
			environment.put("SERVER_TOMCAT_REMOTEIP_PROTOCOL_HEADER", "CloudFront-Forwarded-Proto");
			environment.put("SERVER_TOMCAT_REMOTEIP_PORT_HEADER", "CloudFront-Forwarded-Port");
		}
		return environment;
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
