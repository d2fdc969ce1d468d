package com.ticketly.fleet;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for several instances that sell together.
 *
 * @param secret the secret that all instances share; without one, the instance does not
 * look for others
 * @param address the address at which other instances reach this one
 * @param port the port for other instances; if it is in use, the next
 * {@value #PORT_RANGE} ports are tried
 */
@ConfigurationProperties("ticketly.fleet")
record FleetProperties(@Nullable String secret, @DefaultValue("127.0.0.1") String address,
		@DefaultValue("7800") int port) {

	static final int PORT_RANGE = 20;

	boolean isEnabled() {
		return this.secret != null && !this.secret.isBlank();
	}

}
