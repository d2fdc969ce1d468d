package com.ticketly.monitoring;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the export of metrics to CloudWatch.
 *
 * @param namespace the namespace of the metrics; metrics are exported only if it is set
 * @param every the interval of the export
 */
@ConfigurationProperties("ticketly.cloudwatch")
record CloudWatchProperties(@DefaultValue("") String namespace, @DefaultValue("1m") Duration every) {
}
