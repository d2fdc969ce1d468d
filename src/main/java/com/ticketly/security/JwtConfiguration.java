package com.ticketly.security;

import java.time.Duration;

import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.web.client.RestTemplate;

/**
 * Limits how long requests wait for the keys of the token issuer.
 */
@Configuration(proxyBeanMethods = false)
class JwtConfiguration {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer issuerTimeouts() {
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout(TIMEOUT);
		requests.setReadTimeout(TIMEOUT);
		return (decoder) -> decoder.restOperations(new RestTemplate(requests));
	}

	/**
	 * Sends errors of the token issuer to an entry point. By default, the filter rethrows
	 * them.
	 */
	record TokenOutagePostProcessor(
			AuthenticationEntryPoint entryPoint) implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {

		@Override
		public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
			AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(
					this.entryPoint);
			handler.setRethrowAuthenticationServiceException(false);
			filter.setAuthenticationFailureHandler(handler);
			return filter;
		}

	}

}
