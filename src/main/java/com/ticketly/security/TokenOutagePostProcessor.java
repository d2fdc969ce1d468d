package com.ticketly.security;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;

/**
 * Sends errors of the token issuer to an entry point. By default, the filter rethrows
 * them.
 */
final class TokenOutagePostProcessor implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

	private final AuthenticationEntryPointFailureHandler handler;

	TokenOutagePostProcessor(AuthenticationEntryPoint entryPoint) {
		this.handler = new AuthenticationEntryPointFailureHandler(entryPoint);
		this.handler.setRethrowAuthenticationServiceException(false);
	}

	@Override
	public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
		filter.setAuthenticationFailureHandler(this.handler);
		return filter;
	}

}
