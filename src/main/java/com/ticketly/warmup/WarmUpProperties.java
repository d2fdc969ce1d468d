package com.ticketly.warmup;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for warming up.
 *
 * @param time how long the instance warms up before it is ready; zero for not at all
 * @param bookings the number of bookings after which the JVM is warm
 */
@ConfigurationProperties("ticketly.warm-up")
record WarmUpProperties(@DefaultValue("0s") Duration time, @DefaultValue("10000") int bookings) {
}
