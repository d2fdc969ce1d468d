package com.ticketly.security;

import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestTemplate;

/**
 * Requires the audience of tokens where there is an issuer, and limits how long requests
 * wait for the keys of the issuer.
 */
@Configuration(proxyBeanMethods = false)
class JwtConfiguration {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

	/**
	 * The settings that make the service accept tokens.
	 */
	private static final List<String> ISSUERS = List.of("issuer-uri", "jwk-set-uri", "public-key-location");

	/**
	 * Checks that the audience is set. Without it, a token that the issuer made for
	 * another service would be accepted.
	 */
	@Bean
	static BeanFactoryPostProcessor audienceCheck(Environment environment) {
		return (beans) -> {
			boolean acceptsTokens = ISSUERS.stream().anyMatch((name) -> environment.containsProperty(PREFIX + name));
			if (acceptsTokens && Binder.get(environment)
				.bind(PREFIX + "audiences", Bindable.listOf(String.class))
				.orElse(List.of())
				.stream()
				.noneMatch(StringUtils::hasText)) {
				throw new MissingAudienceException();
			}
		};
	}

	@Bean
	JwkSetUriJwtDecoderBuilderCustomizer issuerTimeouts() {
		SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
		requests.setConnectTimeout(TIMEOUT);
		requests.setReadTimeout(TIMEOUT);
		return (decoder) -> decoder.restOperations(new RestTemplate(requests));
	}

	/**
	 * Thrown at startup if tokens of an issuer are accepted, but their audience is not
	 * set.
	 */
	static final class MissingAudienceException extends RuntimeException {

		MissingAudienceException() {
			super("The audience of bearer tokens is not set.");
		}

	}

	/**
	 * Explains why the service does not start without the audience of tokens.
	 */
	static final class MissingAudienceFailureAnalyzer extends AbstractFailureAnalyzer<MissingAudienceException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, MissingAudienceException cause) {
			return new FailureAnalysis(cause.getMessage(),
					"Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES to the name that the issuer has for this service.",
					cause);
		}

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
