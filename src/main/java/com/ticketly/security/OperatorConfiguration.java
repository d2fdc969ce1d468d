package com.ticketly.security;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
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
 * Creates the operator account. The profile {@code local} has its own configuration in
 * the test sources, which is not packaged.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
class OperatorConfiguration {

	private static final Set<String> COMMON_PASSWORDS = Set.of("operator", "password", "changeme", "change-me",
			"secret", "admin", "ticketly");

	private static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

	/**
	 * Checks the password before any other bean is created, so that no other error hides
	 * this one.
	 */
	@Bean
	static BeanFactoryPostProcessor operatorPasswordCheck(Environment environment) {
		return (beans) -> check(environment.getProperty("ticketly.security.operator-password"));
	}

	private static void check(@Nullable String password) {
		if (password == null || password.isBlank()) {
			throw new UnsafePasswordException("The operator password is not set.");
		}
		// bcrypt ignores all bytes after the first 72.
		if (!SecurityProperties.isHash(password) && password.getBytes(StandardCharsets.UTF_8).length > 72) {
			throw new UnsafePasswordException("The operator password is longer than 72 bytes.");
		}
		if (COMMON_PASSWORDS.stream().anyMatch((common) -> isPassword(common, password))) {
			throw new UnsafePasswordException("The operator password is a common default password.");
		}
	}

	private static boolean isPassword(String candidate, String password) {
		if (!SecurityProperties.isHash(password)) {
			return candidate.equals(password);
		}
		try {
			return ENCODER.matches(candidate, password);
		}
		catch (IllegalArgumentException ex) {
			throw new UnsafePasswordException("The hash algorithm of the operator password is not supported.");
		}
	}

	@Bean
	UserDetailsService operators(SecurityProperties properties) {
		String password = Objects.requireNonNull(properties.operatorPassword());
		return new InMemoryUserDetailsManager(User.withUsername(properties.operatorName())
			.password(SecurityProperties.isHash(password) ? password : ENCODER.encode(password))
			.authorities(AccessRules.OPERATOR)
			.build());
	}

	/**
	 * Thrown at startup if the operator password is missing, too long or common.
	 */
	static final class UnsafePasswordException extends RuntimeException {

		UnsafePasswordException(String message) {
			super(message);
		}

	}

	/**
	 * Explains why the service does not start with an unsafe operator password.
	 */
	static final class UnsafePasswordFailureAnalyzer extends AbstractFailureAnalyzer<UnsafePasswordException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, UnsafePasswordException cause) {
			return new FailureAnalysis(cause.getMessage(),
					"Set the environment variable TICKETLY_SECURITY_OPERATOR_PASSWORD to a strong password.", cause);
		}

	}

}
