package com.ticketly.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Says who may call what: the public books, operators do the rest. They sign in with name
 * and password, or with a token where an issuer is configured.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	static final String OPERATOR = "OPERATOR";

	private static final String[] OPERATORS = { "ROLE_" + OPERATOR, "SCOPE_operator" };

	/**
	 * Swagger UI needs its own scripts and inline styles; nothing else runs anywhere.
	 */
	private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	/**
	 * A span and a timer for each filter and each decision of each request cost more than
	 * they tell.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	/**
	 * Lets pass who signs in as nobody and asks for nothing of operators: customers,
	 * above all, of whom many come at once.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain publicSecurity(HttpSecurity http, SecurityProperties properties) {
		RequestMatcher forOperators = forOperators();
		prepare(http, properties)
			.securityMatcher(
					(request) -> request.getHeader(HttpHeaders.AUTHORIZATION) == null && !forOperators.matches(request))
			.anonymous(AbstractHttpConfigurer::disable)
			.exceptionHandling(AbstractHttpConfigurer::disable)
			.securityContext(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable);
		return http.build();
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http, SecurityProperties properties, UserDetailsService operators,
			PasswordEncoder passwordEncoder, ObjectProvider<JwtDecoder> tokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		AuthenticationEntryPoint entryPoint = (request, response, ex) -> problems.resolveException(request, response,
				null, ex);
		AccessDeniedHandler denied = (request, response, ex) -> problems.resolveException(request, response, null, ex);
		DaoAuthenticationProvider signIn = new DaoAuthenticationProvider(operators);
		signIn.setPasswordEncoder(passwordEncoder);
		// Spring's default would check again what the limit refused.
		http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
		prepare(http, properties).authenticationProvider(new SignInLimit(signIn, properties.maxFailedSignIns()))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(forOperators())
				.hasAnyAuthority(OPERATORS)
				.anyRequest()
				.permitAll())
			.httpBasic((basic) -> basic.authenticationEntryPoint(entryPoint))
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		tokens.ifAvailable((decoder) -> http
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(new AvailableJwtDecoder(decoder)))
				.authenticationEntryPoint(entryPoint)
				.accessDeniedHandler(denied)
				.withObjectPostProcessor(answeringOutages(entryPoint))));
		return http.build();
	}

	/**
	 * Returns what only operators may ask for. Endpoints are those of the application
	 * that asks first.
	 */
	private static RequestMatcher forOperators() {
		return new OrRequestMatcher(pathPattern(HttpMethod.POST, "/v1/slots/**"),
				pathPattern(HttpMethod.PATCH, "/v1/slots/**"), pathPattern("/v1/slots/*/tickets"),
				pathPattern("/v1/users/**"), pathPattern("/scheduleMovie"), pathPattern("/getAllTicketsForMovieSlot"),
				pathPattern("/expireTickets"), EndpointRequest.toAnyEndpoint().excluding("health"),
				EndpointRequest.toLinks());
	}

	/**
	 * Sets up what all answers have, and turns off what none needs.
	 */
	private static HttpSecurity prepare(HttpSecurity http, SecurityProperties properties) {
		if (!properties.allowedOrigins().isEmpty()) {
			http.addFilter(corsFilter(properties));
		}
		return http
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY)))
			// No cookie signs anybody in, so there is no request to forge.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.cors(AbstractHttpConfigurer::disable);
	}

	private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringOutages(
			AuthenticationEntryPoint entryPoint) {
		AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(entryPoint);
		handler.setRethrowAuthenticationServiceException(false);
		return new ObjectPostProcessor<>() {

			@Override
			public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
				filter.setAuthenticationFailureHandler(handler);
				return filter;
			}

		};
	}

	private static CorsFilter corsFilter(SecurityProperties properties) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(properties.allowedOrigins());
		cors.addAllowedMethod(CorsConfiguration.ALL);
		cors.addAllowedHeader(CorsConfiguration.ALL);
		List.of("ETag", "Link", "Location", "Retry-After").forEach(cors::addExposedHeader);
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", cors);
		CorsFilter filter = new CorsFilter(source);
		filter.setCorsProcessor(new DefaultCorsProcessor() {

			@Override
			protected void rejectRequest(ServerHttpResponse response) throws IOException {
				((ServletServerHttpResponse) response).getServletResponse().sendError(HttpServletResponse.SC_FORBIDDEN);
			}

		});
		return filter;
	}

}
