package com.ticketly.security;

import java.util.ArrayList;
import java.util.List;

import com.ticketly.apikey.ApiKeyCheck;
import com.ticketly.signin.FailedSignIns;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The security filter chains. Booking is public; {@link AccessRules} tells what other
 * requests need. Callers authenticate with HTTP Basic, with an API key as bearer token,
 * or with a token of the issuer, if one is configured.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * Disables the span and the timer of each filter and each authorization decision,
	 * because recording them for each request is expensive.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Which authorities include others.
	 */
	@Bean
	RoleHierarchy roleHierarchy() {
		return AccessRules.hierarchy();
	}

	/**
	 * Counts the wrong codes of devices.
	 */
	@Bean
	FailedSignIns failedDeviceSignIns(SecurityProperties properties) {
		return new FailedSignIns(properties.maxFailedSignIns());
	}

	/**
	 * Passes on every method, because Spring MVC answers those that an operation does not
	 * have with the ones that it has.
	 */
	@Bean
	StrictHttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	/**
	 * Skips authentication for requests without credentials to public endpoints. Most
	 * requests during an on-sale are of this kind.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain publicFilterChain(HttpSecurity http, SecurityProperties properties, HeaderWriter headers) {
		RequestMatcher restricted = new AccessRules().restricted();
		configureCommon(http, properties, headers)
			.securityMatcher(
					(request) -> request.getHeader(HttpHeaders.AUTHORIZATION) == null && !restricted.matches(request))
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
			HeaderWriter headers, UserDetailsService operators, ApiKeyCheck keys, ObjectProvider<JwtDecoder> tokens,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		AuthenticationEntryPoint entryPoint = (request, response, ex) -> problems.resolveException(request, response,
				null, ex);
		AccessDeniedHandler denied = (request, response, ex) -> problems.resolveException(request, response, null, ex);
		DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(operators);
		AuthenticationManager bearers = bearers(new ApiKeyAuthenticationProvider(keys, properties.maxFailedSignIns()),
				tokens);
		// The default parent would authenticate requests that the provider rejects.
		http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
		configureCommon(http, properties, headers)
			.addFilterBefore(new CrossSiteRequestFilter(properties.allowedOrigins(), denied),
					BasicAuthenticationFilter.class)
			.authenticationProvider(signIns(passwords, properties))
			.authorizeHttpRequests((requests) -> {
				new AccessRules().authorities()
					.forEach((matcher, authority) -> requests.requestMatchers(matcher).hasAuthority(authority));
				requests.anyRequest().permitAll();
			})
			.httpBasic((basic) -> basic.authenticationEntryPoint(entryPoint))
			.oauth2ResourceServer((server) -> server.authenticationManagerResolver((_) -> bearers)
				.authenticationEntryPoint(entryPoint)
				.withObjectPostProcessor(new JwtConfiguration.TokenOutagePostProcessor(entryPoint)))
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		return http.build();
	}

	/**
	 * Returns what checks bearer tokens: API keys, and those of the issuer.
	 */
	private static AuthenticationManager bearers(ApiKeyAuthenticationProvider keys, ObjectProvider<JwtDecoder> tokens) {
		List<AuthenticationProvider> providers = new ArrayList<>(List.of(keys));
		tokens.ifAvailable((decoder) -> providers.add(new JwtAuthenticationProvider(new FailFastJwtDecoder(decoder))));
		return new ProviderManager(providers);
	}

	/**
	 * The operator's password is right from the start, so that sign-ins that fail never
	 * delay it. If only its hash is known, this is so from the first sign-in on.
	 */
	private static AuthenticationProvider signIns(DaoAuthenticationProvider passwords, SecurityProperties properties) {
		ThrottlingAuthenticationProvider signIns = new ThrottlingAuthenticationProvider(passwords,
				properties.maxFailedSignIns());
		properties.plainPassword()
			.ifPresent((password) -> signIns
				.remember(UsernamePasswordAuthenticationToken.unauthenticated(properties.operatorName(), password)));
		return signIns;
	}

	private static HttpSecurity configureCommon(HttpSecurity http, SecurityProperties properties,
			HeaderWriter securityHeaders) {
		if (!properties.allowedOrigins().isEmpty()) {
			http.addFilter(new AllowedOriginsFilter(properties.allowedOrigins()));
		}
		return http.headers((headers) -> headers.defaultsDisabled().addHeaderWriter(securityHeaders))
			// No cookie authenticates a request. Browsers also send Basic credentials by
			// themselves, which CrossSiteRequestFilter accepts only from known origins.
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.cors(AbstractHttpConfigurer::disable);
	}

}
