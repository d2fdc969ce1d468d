package com.ticketly.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Globals;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds the prefix of the path that a proxy has removed ({@code X-Forwarded-Prefix}), so
 * that links, redirects and the OpenAPI description contain it. Tomcat handles the other
 * forwarded headers, and both only read those of trusted proxies. Spring's filter would
 * trust every client, and would take its address from the part of {@code X-Forwarded-For}
 * that clients can choose.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ForwardedPrefixFilter extends OncePerRequestFilter {

	private static final int MAX_LENGTH = 200;

	private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[\\w.~-]+)*");

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return prefix(request).isEmpty();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String prefix = prefix(request);
		if (isPath(prefix)) {
			chain.doFilter(new PrefixedRequest(request, prefix), response);
		}
		else {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
	}

	/**
	 * Returns the path of a request before the prefix was removed from it, or the path
	 * that was received if the prefix is not valid.
	 */
	static String originalPath(HttpServletRequest request) {
		String prefix = prefix(request);
		return (isPath(prefix) ? prefix : "") + request.getRequestURI();
	}

	private static boolean isPath(String prefix) {
		return prefix.length() <= MAX_LENGTH && PATH.matcher(prefix).matches();
	}

	private static String prefix(HttpServletRequest request) {
		if (request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null) {
			return "";
		}
		return Collections.list(request.getHeaders("X-Forwarded-Prefix"))
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map((value) -> StringUtils.trimTrailingCharacter(value.strip(), '/'))
			.collect(Collectors.joining());
	}

	/**
	 * A request to the path before the prefix was removed from it.
	 */
	private static final class PrefixedRequest extends HttpServletRequestWrapper {

		private final String prefix;

		PrefixedRequest(HttpServletRequest request, String prefix) {
			super(request);
			this.prefix = prefix;
		}

		@Override
		public String getContextPath() {
			return this.prefix + super.getContextPath();
		}

		@Override
		public String getRequestURI() {
			return this.prefix + super.getRequestURI();
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = super.getRequestURL();
			return url.insert(url.length() - super.getRequestURI().length(), this.prefix);
		}

	}

}
