package com.ticketly.monitoring;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for metrics in CloudWatch. They go there when a namespace is set.
 *
 * @param namespace the namespace of the metrics
 * @param every how far apart they are sent
 */
@ConfigurationProperties("ticketly.cloudwatch")
record CloudWatchProperties(@DefaultValue("") String namespace, @DefaultValue("1m") Duration every) {
}
