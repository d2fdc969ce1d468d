package com.ticketly.monitoring;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.awssdk.v2_2.AwsSdkTelemetry;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Traces calls to DynamoDB if an endpoint for traces is configured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.opentelemetry.tracing.export.otlp.endpoint")
class TracingConfiguration {

	@Bean
	ExecutionInterceptor tracingInterceptor(OpenTelemetry openTelemetry) {
		return AwsSdkTelemetry.create(openTelemetry).createExecutionInterceptor();
	}

}
