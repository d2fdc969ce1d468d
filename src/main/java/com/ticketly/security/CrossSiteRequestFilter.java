package com.ticketly.security;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that a page of another site sends with the credentials of a signed-in
 * operator. Browsers add HTTP Basic credentials to all requests to a site, also to those
 * that other sites start, such as forms. They never add a bearer token by themselves.
 * <p>
 * Browsers say where a request comes from in {@code Sec-Fetch-Site}
 * (<a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>), and older ones,
 * or those without TLS, in {@code Origin}. Clients that are no browsers send neither.
 */
final class CrossSiteRequestFilter extends OncePerRequestFilter {

	private static final String SITE = "Sec-Fetch-Site";

	/**
	 * The origins of requests that a page of this service or the user starts.
	 */
	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	/**
	 * The methods of requests that change nothing.
	 */
	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private final List<String> allowedOrigins;

	private final AccessDeniedHandler denied;

	CrossSiteRequestFilter(List<String> allowedOrigins, AccessDeniedHandler denied) {
		this.allowedOrigins = allowedOrigins;
		this.denied = denied;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return SAFE_METHODS.contains(request.getMethod())
				|| !StringUtils.startsWithIgnoreCase(request.getHeader(HttpHeaders.AUTHORIZATION), "Basic");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (isOwn(request) || isAllowed(request.getHeader(HttpHeaders.ORIGIN))) {
			chain.doFilter(request, response);
		}
		else {
			this.denied.handle(request, response, new AccessDeniedException("The request comes from another site"));
		}
	}

	private static boolean isOwn(HttpServletRequest request) {
		String site = request.getHeader(SITE);
		return (site != null) ? OWN_SITES.contains(site) : hasOwnOrigin(request);
	}

	private static boolean hasOwnOrigin(HttpServletRequest request) {
		try {
			// Not the origin of a URL, such as that of a page in a sandbox.
			return !"null".equals(request.getHeader(HttpHeaders.ORIGIN)) && !CorsUtils.isCorsRequest(request);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * A wildcard allows no origin here: it is for pages that use no credentials.
	 */
	private boolean isAllowed(@Nullable String origin) {
		return origin != null && this.allowedOrigins.contains(origin);
	}

}
