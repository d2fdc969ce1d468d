package com.ticketly.admission;

import com.ticketly.commit.CommandFormat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets scans be handed over to other instances.
 */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

	@Bean
	CommandFormat.Kind recordScan() {
		return new CommandFormat.Kind(RecordScan.class, RecordScan.Result.class);
	}

}
