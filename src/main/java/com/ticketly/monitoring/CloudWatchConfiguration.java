package com.ticketly.monitoring;

import java.time.Duration;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Exports the service's own metrics to CloudWatch if a namespace is configured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("ticketly.cloudwatch.namespace")
class CloudWatchConfiguration {

	@Bean
	CloudWatchAsyncClient cloudWatchClient() {
		return CloudWatchAsyncClient.create();
	}

	@Bean
	CloudWatchMeterRegistry cloudWatchMeterRegistry(CloudWatchProperties properties, CloudWatchAsyncClient client) {
		CloudWatchConfig config = (key) -> switch (key) {
			case "cloudwatch.namespace" -> properties.namespace();
			case "cloudwatch.step" -> properties.every().toString();
			default -> null;
		};
		CloudWatchMeterRegistry registry = new CloudWatchMeterRegistry(config, Clock.SYSTEM, client);
		// CloudWatch charges for each metric, and AWS already publishes metrics of the
		// load balancer and the tables.
		registry.config().meterFilter(MeterFilter.denyUnless((id) -> id.getName().startsWith("ticketly.")));
		return registry;
	}

	/**
	 * Settings for the export of metrics to CloudWatch.
	 *
	 * @param namespace the namespace of the metrics, which are exported only if it is set
	 * @param every the interval of the export
	 */
	@ConfigurationProperties("ticketly.cloudwatch")
	record CloudWatchProperties(@DefaultValue("") String namespace, @DefaultValue("1m") Duration every) {
	}

}
