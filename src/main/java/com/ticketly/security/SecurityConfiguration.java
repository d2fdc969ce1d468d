package com.ticketly.security;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.HandlerExceptionResolver;

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

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
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
		http.authenticationProvider(new SignInLimit(signIn, properties.maxFailedSignIns()))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.POST, "/v1/slots")
				.hasAnyAuthority(OPERATORS)
				.requestMatchers("/v1/slots/*/tickets", "/v1/users/**")
				.hasAnyAuthority(OPERATORS)
				.requestMatchers("/scheduleMovie", "/getAllTicketsForMovieSlot", "/expireTickets")
				.hasAnyAuthority(OPERATORS)
				.requestMatchers(EndpointRequest.to("health"))
				.permitAll()
				.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
				.hasAnyAuthority(OPERATORS)
				.anyRequest()
				.permitAll())
			.httpBasic((basic) -> basic.authenticationEntryPoint(entryPoint))
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY)))
			// No cookie signs anybody in, so there is no request to forge.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.cors((cors) -> cors.configurationSource(origins(properties)));
		tokens.ifAvailable((decoder) -> http.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(decoder))
			.authenticationEntryPoint(entryPoint)
			.accessDeniedHandler(denied)));
		return http.build();
	}

	private static UrlBasedCorsConfigurationSource origins(SecurityProperties properties) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(properties.allowedOrigins());
		cors.addAllowedMethod(CorsConfiguration.ALL);
		cors.addAllowedHeader(CorsConfiguration.ALL);
		cors.addExposedHeader("ETag");
		cors.addExposedHeader("Link");
		cors.addExposedHeader("Location");
		cors.addExposedHeader("Retry-After");
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", cors);
		return source;
	}

}
