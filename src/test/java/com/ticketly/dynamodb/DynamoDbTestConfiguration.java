package com.ticketly.dynamodb;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Allows tests to record the requests to DynamoDB, check its round trips and simulate
 * connection failures.
 */
@TestConfiguration(proxyBeanMethods = false)
public class DynamoDbTestConfiguration {

	@Bean
	RequestRecorder requestRecorder() {
		return new RequestRecorder();
	}

	@Bean
	RoundTrips roundTrips() {
		return new RoundTrips();
	}

	@Bean
	static BeanPostProcessor faultyHttpClient() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof SdkHttpClient client) ? new FaultyHttpClient(client) : bean;
			}

		};
	}

}
