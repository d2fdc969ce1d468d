package com.ticketly.security;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
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

	/**
	 * What bcrypt takes into account.
	 */
	private static final int MAX_BYTES = 72;

	/**
	 * Checks the password before anything else is made, so that nothing else is
	 * complained of first.
	 */
	@Bean
	static BeanFactoryPostProcessor operatorPasswordCheck(Environment environment) {
		return (beans) -> check(environment.getProperty("ticketly.security.operator-password"));
	}

	private static void check(@Nullable String password) {
		if (password == null || password.isBlank()) {
			throw new UnsafePasswordException("The operators' password is not set.");
		}
		if (!isHash(password) && password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			throw new UnsafePasswordException("The operators' password is longer than 72 bytes.");
		}
		if (DEFAULTS.stream().anyMatch((known) -> isPassword(known, password))) {
			throw new UnsafePasswordException("The operators' password is a default that everybody knows.");
		}
	}

	private static boolean isPassword(String known, String password) {
		if (!isHash(password)) {
			return known.equals(password);
		}
		try {
			return PasswordEncoderFactories.createDelegatingPasswordEncoder().matches(known, password);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsafePasswordException("The operators' password is in no known kind of hash.");
		}
	}

	private static boolean isHash(String password) {
		return password.startsWith("{");
	}

	@Bean
	UserDetailsService operators(SecurityProperties properties, PasswordEncoder encoder) {
		String password = Objects.requireNonNull(properties.operatorPassword());
		return new InMemoryUserDetailsManager(User.withUsername(properties.operatorName())
			.password(isHash(password) ? password : encoder.encode(password))
			.roles(SecurityConfiguration.OPERATOR)
			.build());
	}

}
