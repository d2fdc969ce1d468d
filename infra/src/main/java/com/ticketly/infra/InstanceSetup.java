package com.ticketly.infra;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;

/**
 * The script that sets up an instance when it starts for the first time.
 *
 * @param settings the settings of the deployment
 * @param image the image of the service
 * @param log the log of the instances
 * @param password the password of the operator account
 * @param fleetSecret the secret that the instances share
 * @param ticketKeys the keys of the codes of tickets
 */
record InstanceSetup(Settings settings, DockerImageAsset image, LogGroup log, Secret password, Secret fleetSecret,
		Secret ticketKeys) {

	UserData userData() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("Group", Fleet.GROUP_LOGICAL_ID);
		values.put("Stack", Stack.of(this.log).getStackName());
		values.put("Image", this.image.getImageUri());
		values.put("Registry", Fn.select(0, Fn.split("/", this.image.getRepository().getRepositoryUri())));
		values.put("Password", this.password.getSecretArn());
		values.put("FleetSecret", this.fleetSecret.getSecretArn());
		values.put("TicketKeys", this.ticketKeys.getSecretArn());
		values.put("Log", this.log.getLogGroupName());
		values.put("Port", Integer.toString(Fleet.PORT));
		values.put("ContainerStopTimeout", seconds(Fleet.CONTAINER_STOP_TIMEOUT));
		values.put("UnitStopTimeout", seconds(Fleet.UNIT_STOP_TIMEOUT));
		values.put("RegistrationTime", seconds(LoadBalancer.REGISTRATION_TIME));
		values.put("Settings",
				environment().entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining("\n")));
		return UserData.custom(Fn.sub(Resources.read("/user-data.sh"), values));
	}

	private static String seconds(Duration duration) {
		return Integer.toString((int) duration.toSeconds().doubleValue());
	}

	private Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("AWS_REGION", Aws.REGION);
		environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
		environment.put("TICKETLY_CLOUDWATCH_NAMESPACE", Fleet.METRICS_NAMESPACE);
		environment.put("TICKETLY_DYNAMODB_TABLE_PREFIX", this.settings.tablePrefix());
		environment.put("TICKETLY_FLEET_PORT", Integer.toString(Fleet.MEMBER_PORT));
		environment.put("TICKETLY_HTTP_DRAIN_TIME", seconds(Fleet.DRAIN_TIME) + "s");
		environment.put("TICKETLY_PHONE_REGION", this.settings.phoneRegion());
		environment.put("TICKETLY_ZONE", this.settings.timeZone().getId());
		if (this.settings.domain() == null) {
			// The load balancer reports HTTP and port 80; CloudFront's headers contain
			// the scheme and port that customers use.
			environment.put("SERVER_TOMCAT_REMOTEIP_PROTOCOL_HEADER", "CloudFront-Forwarded-Proto");
			environment.put("SERVER_TOMCAT_REMOTEIP_PORT_HEADER", "CloudFront-Forwarded-Port");
		}
		return environment;
	}

}
