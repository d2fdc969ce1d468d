package com.ticketly.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The security headers of all responses.
 */
@Configuration(proxyBeanMethods = false)
class HeaderConfiguration {

	/**
	 * Swagger UI requires scripts of its own origin and inline styles.
	 */
	private static final String CONTENT_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

	/**
	 * How the paths of the page for the door and of its files begin.
	 */
	private static final String DOOR = "/door";

	/**
	 * The page for the door requires files of its own origin only, and no inline styles.
	 */
	private static final String DOOR_CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; "
			+ "base-uri 'none'; form-action 'none'";

	/**
	 * The headers of all responses, also of those that Tomcat creates.
	 */
	@Bean
	HeaderWriter securityHeaders() {
		return new CompositeHeaderWriter(List.of(new XContentTypeOptionsHeaderWriter(),
				new XXssProtectionHeaderWriter(), new CacheControlHeadersWriter(), new HstsHeaderWriter(),
				new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
				policies(HeaderConfiguration::isDoor, DOOR_CONTENT_POLICY, "camera=(self)"),
				policies((request) -> !isDoor(request), CONTENT_POLICY, "camera=()")));
	}

	/**
	 * Returns a writer of what the pages at some paths may do.
	 */
	private static HeaderWriter policies(RequestMatcher paths, String content, String permissions) {
		return new DelegatingRequestMatcherHeaderWriter(paths, new CompositeHeaderWriter(List
			.of(new ContentSecurityPolicyHeaderWriter(content), new PermissionsPolicyHeaderWriter(permissions))));
	}

	private static boolean isDoor(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path != null && path.startsWith(DOOR, request.getContextPath().length());
	}

}
