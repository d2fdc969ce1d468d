package com.ticketly;

import java.time.Clock;
import java.time.ZoneId;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Configures what all packages share: settings, scheduling and the clock.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
class TicketlyConfiguration {

	/**
	 * The clock, in the time zone of the theater.
	 */
	@Bean
	Clock clock(@Value("${ticketly.zone:UTC}") ZoneId zone) {
		return Clock.system(zone);
	}

}
