package com.ticketly.infra;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.ticketly.infra.Synthesis.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class FleetTests {

	/**
	 * Returns the user data of instances. Values that are not known before the deployment
	 * are replaced by {@code TOKEN}.
	 */
	static String userData(Synthesis synthesis) {
		JsonNode sub = synthesis.resource("AWS::EC2::LaunchTemplate")
			.property("LaunchTemplateData/UserData/Fn::Base64/Fn::Sub");
		Map<String, String> values = new HashMap<>();
		sub.get(1).properties().forEach((entry) -> values.put(entry.getKey(), text(entry.getValue())));
		return Pattern.compile("\\$\\{(!?)([\\w:]+)}")
			.matcher(sub.get(0).asText())
			.replaceAll((variable) -> Matcher.quoteReplacement(variable.group(1).isEmpty()
					? values.getOrDefault(variable.group(2), "TOKEN") : "${" + variable.group(2) + "}"));
	}

	private static String text(JsonNode value) {
		if (value.has("Fn::Join")) {
			StringBuilder text = new StringBuilder();
			value.at("/Fn::Join/1").forEach((part) -> text.append(text(part)));
			return text.toString();
		}
		return value.isTextual() ? value.asText() : "TOKEN";
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void hasUserDataThatIsAValidScript(Synthesis synthesis) throws Exception {
		Path script = Synthesis.temporary("user-data").resolve("user-data.sh");
		String userData = userData(synthesis);
		Synthesis.write(script, userData);

		assertThat(check(script)).isEmpty();
		Path secrets = script.resolveSibling("ticketly-secrets");
		Synthesis.write(secrets, file(userData, "/usr/local/sbin/ticketly-secrets"));
		assertThat(check(secrets)).isEmpty();
	}

	private static String check(Path script) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
		String output = new String(bash.getInputStream().readAllBytes());
		assertThat(bash.waitFor()).as(output).isZero();
		return output;
	}

	static String file(String userData, String path) {
		Matcher file = Pattern.compile("cat > " + Pattern.quote(path) + " <<'?FILE'?\n(.*?)\nFILE\n", Pattern.DOTALL)
			.matcher(userData);
		assertThat(file.find()).as(path).isTrue();
		return file.group(1) + "\n";
	}

	@Test
	void restrictsTheContainer() {
		String unit = file(userData(Synthesis.withoutDomain()), "/etc/systemd/system/ticketly.service");

		assertThat(unit).contains("--read-only --tmpfs /tmp", "--cap-drop ALL --security-opt no-new-privileges",
				"--memory ${MEMORY}m", "--pids-limit", "mode=non-blocking", "Restart=always");
		assertThat(unit).doesNotContain("--privileged", "/var/run/docker.sock");
	}

	@Test
	void readsTheSecretsAtEveryStartAndProtectsThem() {
		String userData = userData(Synthesis.withoutDomain());

		assertThat(file(userData, "/etc/systemd/system/ticketly.service")).contains(
				"ExecStartPre=/usr/local/sbin/ticketly-secrets", "RuntimeDirectoryMode=0700",
				"--env-file /run/ticketly/password", "--env-file /run/ticketly/fleet",
				"--env-file /run/ticketly/ticket-keys");
		assertThat(file(userData, "/usr/local/sbin/ticketly-secrets")).contains("umask 077", "get-secret-value",
				"read_secret password TICKETLY_SECURITY_OPERATOR_PASSWORD", "read_secret fleet TICKETLY_FLEET_SECRET",
				"read_secret ticket-keys TICKETLY_TICKET_CODES_KEYS");
		assertThat(file(userData, "/etc/ticketly/settings")).doesNotContain("PASSWORD", "SECRET", "KEYS");
	}

	@Test
	void tellsTheServiceThePrivateAddressOfTheInstance() {
		String userData = userData(Synthesis.withoutDomain());

		assertThat(userData).contains("\naddress=$(curl -sSf -H \"X-aws-ec2-metadata-token: $token\" "
				+ "http://169.254.169.254/latest/meta-data/local-ipv4)\n");
		assertThat(file(userData, "/etc/ticketly/instance")).contains("ADDRESS=$address\n");
		assertThat(file(userData, "/etc/systemd/system/ticketly.service"))
			.contains("EnvironmentFile=/etc/ticketly/instance", "--env TICKETLY_FLEET_ADDRESS=${ADDRESS} ");
	}

	@Test
	void configuresTheServiceWithTheDeploymentSettings() {
		assertThat(file(userData(Synthesis.withDomain()), "/etc/ticketly/settings")).isEqualTo("""
				AWS_REGION=TOKEN
				LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
				TICKETLY_CLOUDWATCH_NAMESPACE=Ticketly
				TICKETLY_DYNAMODB_TABLE_PREFIX=test-
				TICKETLY_FLEET_PORT=7800
				TICKETLY_HTTP_DRAIN_TIME=25s
				TICKETLY_PHONE_REGION=DE
				TICKETLY_ZONE=Europe/Berlin
				""");
		assertThat(file(userData(Synthesis.withoutDomain()), "/etc/ticketly/settings"))
			.contains("SERVER_TOMCAT_REMOTEIP_PROTOCOL_HEADER=CloudFront-Forwarded-Proto");
	}

	@Test
	void waitsForReadyInstancesDuringAnUpdate() {
		Resource group = Synthesis.withDomain().resource("AWS::AutoScaling::AutoScalingGroup");
		String userData = userData(Synthesis.withDomain());

		assertThat(group.property("HealthCheckType").asText()).isEqualTo("ELB");
		assertThat(group.property("HealthCheckGracePeriod").asInt()).isEqualTo(300);
		assertThat(group.property("MinSize").asText()).isEqualTo("3");
		assertThat(group.property("MaxSize").asText()).isEqualTo("30");
		assertThat(group.property("VPCZoneIdentifier")).hasSize(3);
		assertThat(group.json().at("/CreationPolicy/ResourceSignal/Count").asInt()).isEqualTo(3);
		JsonNode update = group.json().at("/UpdatePolicy/AutoScalingRollingUpdate");
		assertThat(update.get("WaitOnResourceSignals").asBoolean()).isTrue();
		assertThat(update.get("MinInstancesInService").asInt()).isEqualTo(3);
		assertThat(update.get("MaxBatchSize").asInt()).isOne();
		assertThat(update.get("SuspendProcesses").valueStream()).extracting(JsonNode::asText)
			.contains("AlarmNotification", "HealthCheck", "ReplaceUnhealthy");
		assertThat(userData).contains("--resource \"" + group.id() + "\"", "http://localhost:8477/readyz");
		assertThat(userData.indexOf("readyz")).isGreaterThan(userData.indexOf("enable --now ticketly.service"));
	}

	@Test
	void scalesOnCpuTrafficAndRequests() {
		assertThat(Synthesis.withoutDomain()
			.resources("AWS::AutoScaling::ScalingPolicy")
			.map((policy) -> policy
				.property("TargetTrackingConfiguration/PredefinedMetricSpecification/PredefinedMetricType")
				.asText()))
			.containsExactlyInAnyOrder("ASGAverageCPUUtilization", "ASGAverageNetworkIn", "ALBRequestCountPerTarget");
	}

	@ParameterizedTest
	@MethodSource("com.ticketly.infra.Synthesis#withAndWithoutDomain")
	void requiresTokensAndEncryptsVolumes(Synthesis synthesis) {
		JsonNode data = synthesis.resource("AWS::EC2::LaunchTemplate").property("LaunchTemplateData");

		assertThat(data.at("/MetadataOptions/HttpTokens").asText()).isEqualTo("required");
		assertThat(data.at("/MetadataOptions/HttpPutResponseHopLimit").asInt()).isOne();
		assertThat(data.has("KeyName")).isFalse();
		assertThat(data.at("/BlockDeviceMappings")).hasSize(1)
			.allSatisfy((disk) -> assertThat(disk.at("/Ebs/Encrypted").asBoolean()).isTrue());
	}

	@Test
	void usesTheSameArchitectureForImageAndInstances() {
		assertThat(Synthesis.withoutDomain().read("Ticketly.assets.json").findValue("platform").asText())
			.isEqualTo("linux/arm64");
		assertThat(Synthesis.withoutDomain().read("Ticketly.template.json").get("Parameters").toString())
			.contains("al2023-ami-kernel-6.1-arm64");
		assertThat(Synthesis.withDomain().read("Ticketly.assets.json").findValue("platform").asText())
			.isEqualTo("linux/amd64");
		assertThat(Synthesis.withDomain().read("Ticketly.template.json").get("Parameters").toString())
			.contains("al2023-ami-kernel-6.1-x86_64");
	}

	@Test
	void buildsTheImageOnlyFromNecessaryFiles() {
		Path image = Synthesis.withoutDomain()
			.output()
			.resolve(Synthesis.withoutDomain()
				.read("Ticketly.assets.json")
				.get("dockerImages")
				.findValue("directory")
				.asText());

		assertThat(image.toFile().list()).containsExactlyInAnyOrder(".mvn", "Dockerfile", "mvnw", "pom.xml", "src");
		assertThat(image.resolve("src/main/java/A.java")).exists();
	}

}
