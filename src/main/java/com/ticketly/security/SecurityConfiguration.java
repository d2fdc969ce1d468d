package com.ticketly.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * The security filter chains. Booking is public; other endpoints require an operator, who
 * authenticates with HTTP Basic, or with a bearer token if an issuer is configured.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	static final String OPERATOR = "OPERATOR";

	/**
	 * Swagger UI requires scripts of its own origin and inline styles.
	 */
	private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	/**
	 * Disables the span and the timer of each filter and each authorization decision,
	 * because recording them for each request is expensive.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Skips authentication for requests without credentials to public endpoints. Most
	 * requests during an on-sale are of this kind.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain publicFilterChain(HttpSecurity http, SecurityProperties properties) {
		RequestMatcher operatorEndpoints = operatorEndpoints();
		configureCommon(http, properties)
			.securityMatcher((request) -> request.getHeader(HttpHeaders.AUTHORIZATION) == null
					&& !operatorEndpoints.matches(request))
			.anonymous(AbstractHttpConfigurer::disable)
			.exceptionHandling(AbstractHttpConfigurer::disable)
			.securityContext(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable);
		return http.build();
	}

	/**
	 * Authenticates all other requests.
	 */
	@Bean
	SecurityFilterChain authenticatingFilterChain(HttpSecurity http, SecurityProperties properties,
			UserDetailsService operators, ObjectProvider<JwtDecoder> tokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		AuthenticationEntryPoint entryPoint = (request, response, ex) -> problems.resolveException(request, response,
				null, ex);
		AccessDeniedHandler denied = (request, response, ex) -> problems.resolveException(request, response, null, ex);
		DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(operators);
		// The default parent would authenticate requests that the provider rejects.
		http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
		configureCommon(http, properties)
			.authenticationProvider(new ThrottlingAuthenticationProvider(passwords, properties.maxFailedSignIns()))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(operatorEndpoints())
				.hasAnyAuthority("ROLE_" + OPERATOR, "SCOPE_operator")
				.anyRequest()
				.permitAll())
			.httpBasic((basic) -> basic.authenticationEntryPoint(entryPoint))
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		tokens.ifAvailable((decoder) -> http
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(new FailFastJwtDecoder(decoder)))
				.authenticationEntryPoint(entryPoint)
				.withObjectPostProcessor(new JwtConfiguration.TokenOutagePostProcessor(entryPoint))));
		return http.build();
	}

	/**
	 * Returns a matcher for the endpoints that require an operator. It must not be shared
	 * between application contexts, because the matchers of actuator endpoints keep the
	 * endpoints of the first context.
	 */
	private static RequestMatcher operatorEndpoints() {
		return new OrRequestMatcher(pathPattern(HttpMethod.POST, "/v1/slots/**"),
				pathPattern(HttpMethod.PATCH, "/v1/slots/**"), pathPattern("/v1/slots/*/tickets"),
				pathPattern("/v1/users/**"), pathPattern("/scheduleMovie"), pathPattern("/getAllTicketsForMovieSlot"),
				pathPattern("/expireTickets"), EndpointRequest.toAnyEndpoint().excluding("health"),
				EndpointRequest.toLinks());
	}

	private static HttpSecurity configureCommon(HttpSecurity http, SecurityProperties properties) {
		if (!properties.allowedOrigins().isEmpty()) {
			http.addFilter(new AllowedOriginsFilter(properties.allowedOrigins()));
		}
		return http
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY)))
			// Authentication never uses cookies, so requests cannot be forged.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.cors(AbstractHttpConfigurer::disable);
	}

}
