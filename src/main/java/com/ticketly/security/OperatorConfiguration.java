package com.ticketly.security;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Makes the operators' account. The local run has one of its own, which is not packaged.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
class OperatorConfiguration {

	/**
	 * What people set to have set something.
	 */
	private static final Set<String> DEFAULTS = Set.of("operator", "password", "changeme", "change-me", "secret",
			"admin", "ticketly");

	@Bean
	UserDetailsService operators(SecurityProperties properties, PasswordEncoder encoder) {
		String password = properties.operatorPassword();
		if (password == null || password.isBlank()) {
			throw new UnsafePasswordException("The operators' password is not set.");
		}
		boolean isHash = password.startsWith("{");
		if (DEFAULTS.stream().anyMatch((known) -> isHash ? encoder.matches(known, password) : known.equals(password))) {
			throw new UnsafePasswordException("The operators' password is a default that everybody knows.");
		}
		return new InMemoryUserDetailsManager(User.withUsername(properties.operatorName())
			.password(isHash ? password : encoder.encode(password))
			.roles(SecurityConfiguration.OPERATOR)
			.build());
	}

}
