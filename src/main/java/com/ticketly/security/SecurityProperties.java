package com.ticketly.security;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for authentication and CORS.
 *
 * @param operatorName the user name of the operator account
 * @param operatorPassword the password of the operator account, in plain text or as a
 * hash with the algorithm as a prefix, such as <code>{bcrypt}…</code>
 * @param maxFailedSignIns how many sign-ins with one name from one address may fail in a
 * burst; one more is allowed each second. From one address, four times as many may fail
 * @param allowedOrigins the origins whose web pages may call the API
 */
@ConfigurationProperties("ticketly.security")
record SecurityProperties(@DefaultValue("operator") String operatorName, @Nullable String operatorPassword,
		@DefaultValue("60") int maxFailedSignIns, @DefaultValue List<String> allowedOrigins) {

	/**
	 * Returns the password of the operator account, empty if only its hash is known.
	 */
	Optional<String> plainPassword() {
		return Optional.ofNullable(this.operatorPassword).filter((password) -> !isHash(password));
	}

	/**
	 * Returns whether a password begins with the name of a hash algorithm.
	 */
	static boolean isHash(String password) {
		return password.startsWith("{");
	}

}
