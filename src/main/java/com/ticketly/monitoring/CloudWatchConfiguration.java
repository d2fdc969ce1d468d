package com.ticketly.monitoring;

import io.micrometer.cloudwatch2.CloudWatchConfig;
import io.micrometer.cloudwatch2.CloudWatchMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sends the service's own metrics to CloudWatch, where a namespace is set.
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
		// Every metric there costs money; the load balancer and the tables have theirs.
		registry.config().meterFilter(MeterFilter.denyUnless((id) -> id.getName().startsWith("ticketly.")));
		return registry;
	}

}
