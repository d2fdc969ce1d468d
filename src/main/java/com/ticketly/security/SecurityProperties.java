package com.ticketly.security;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for who may call what.
 *
 * @param operatorName the name operators sign in with
 * @param operatorPassword their password, or its hash with the algorithm in braces before
 * it, as Spring Security writes it
 * @param maxFailedSignIns how many sign-ins an address may fail at once; it regains one a
 * second
 * @param allowedOrigins the web pages' origins that browsers let call the service
 */
@ConfigurationProperties("ticketly.security")
record SecurityProperties(@DefaultValue("operator") String operatorName, @Nullable String operatorPassword,
		@DefaultValue("60") int maxFailedSignIns, @DefaultValue List<String> allowedOrigins) {
}
