package com.ticketly.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the timeouts of the infrastructure match those of the service.
 */
class TimingTests {

	private final Map<String, Object> service = read();

	private final Synthesis.Resource targets = Synthesis.withoutDomain()
		.resource("AWS::ElasticLoadBalancingV2::TargetGroup");

	private static Map<String, Object> read() {
		try {
			return new Yaml().load(Files.readString(Path.of("../src/main/resources/application.yaml")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Object setting(String path) {
		Object value = this.service;
		for (String name : path.split("/")) {
			value = ((Map<?, ?>) value).get(name);
			assertThat(value).as(path).isNotNull();
		}
		return value;
	}

	private Duration duration(String path) {
		return Duration.parse("PT" + setting(path));
	}

	private Duration shutdown() {
		return duration("spring/lifecycle/timeout-per-shutdown-phase");
	}

	private static String attribute(Synthesis.Resource resource, String attributes, String key) {
		for (var attribute : resource.property(attributes)) {
			if (attribute.get("Key").asText().equals(key)) {
				return attribute.get("Value").asText();
			}
		}
		throw new AssertionError("No " + key);
	}

	private Duration deregistration() {
		return Duration.ofSeconds(Long
			.parseLong(attribute(this.targets, "TargetGroupAttributes", "deregistration_delay.timeout_seconds")));
	}

	@Test
	void closesIdleConnectionsInTheLoadBalancerBeforeTheService() {
		String idle = attribute(Synthesis.withoutDomain().resource("AWS::ElasticLoadBalancingV2::LoadBalancer"),
				"LoadBalancerAttributes", "idle_timeout.timeout_seconds");

		assertThat(Duration.ofSeconds(Long.parseLong(idle))).isLessThan(duration("server/tomcat/keep-alive-timeout"));
	}

	@Test
	void closesIdleConnectionsInCloudFrontBeforeTheLoadBalancer() {
		var origin = Synthesis.withoutDomain()
			.resource("AWS::CloudFront::Distribution")
			.property("DistributionConfig/Origins")
			.findValue("VpcOriginConfig");

		assertThat(origin.get("OriginKeepaliveTimeout").asInt())
			.isLessThan((int) LoadBalancer.IDLE_TIMEOUT.toSeconds().doubleValue());
		assertThat(origin.get("OriginReadTimeout").asInt()).as("read timeout, longer than the deadline of a request")
			.isGreaterThan(10);
	}

	@Test
	void deregistersForLongerThanTheShutdownOfTheService() {
		assertThat(deregistration()).isGreaterThan(shutdown());
	}

	@Test
	void sharesTheLoadOfANewInstanceBeforeItCountsForScaling() {
		int slowStart = Integer
			.parseInt(attribute(this.targets, "TargetGroupAttributes", "slow_start.duration_seconds"));
		int warmUp = Synthesis.withoutDomain()
			.resource("AWS::AutoScaling::AutoScalingGroup")
			.property("DefaultInstanceWarmup")
			.asInt();

		assertThat(slowStart).isBetween(30, warmUp);
	}

	@Test
	void detectsAStoppingInstanceBeforeItHasStopped() {
		Duration interval = Duration.ofSeconds(this.targets.property("HealthCheckIntervalSeconds").asLong());
		Duration timeout = Duration.ofSeconds(this.targets.property("HealthCheckTimeoutSeconds").asLong());
		int threshold = this.targets.property("UnhealthyThresholdCount").asInt();

		assertThat(timeout).isLessThan(interval);
		assertThat(interval.multipliedBy(threshold)).isLessThan(drain()).isLessThan(deregistration());
	}

	@Test
	void killsTheContainerOnlyAfterTheShutdownOfTheService() {
		String userData = FleetTests.userData(Synthesis.withoutDomain());
		Duration container = seconds(userData, "docker stop --time (\\d+) ");
		Duration unit = seconds(userData, "TimeoutStopSec=(\\d+)\n");

		assertThat(container).isGreaterThan(drain().plus(shutdown()));
		assertThat(unit).isGreaterThan(container);
	}

	@Test
	void replacesAnInstanceOnlyWhenTheNewOneReceivesRequests() {
		String userData = FleetTests.userData(Synthesis.withoutDomain());
		String afterReady = userData.substring(userData.indexOf("/readyz"));
		Duration interval = Duration.ofSeconds(this.targets.property("HealthCheckIntervalSeconds").asLong());
		Duration timeout = Duration.ofSeconds(this.targets.property("HealthCheckTimeoutSeconds").asLong());
		int threshold = this.targets.property("HealthyThresholdCount").asInt();

		assertThat(seconds(afterReady, "\n\t\tsleep (\\d+)\n\t\texit 0\n"))
			.isGreaterThanOrEqualTo(interval.multipliedBy(threshold).plus(timeout));
	}

	private static Duration drain() {
		return seconds(FleetTests.userData(Synthesis.withoutDomain()), "TICKETLY_HTTP_DRAIN_TIME=(\\d+)s\n");
	}

	private static Duration seconds(String text, String pattern) {
		var matcher = Pattern.compile(pattern).matcher(text);
		assertThat(matcher.find()).as(pattern).isTrue();
		return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
	}

	@Test
	void usesThePortAndTheReadinessPathOfTheService() {
		assertThat(this.targets.property("Port").asInt()).isEqualTo(setting("server/port"));
		assertThat(this.targets.property("HealthCheckPath").asText()).isEqualTo("/readyz");
	}

}
