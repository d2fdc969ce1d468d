package com.ticketly.api;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Refuses a request whose {@code Host} cannot be part of a URL before the request has any
 * effect, because the responses to requests with an effect contain links to the service.
 */
final class HostCheck implements HandlerInterceptor {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!(handler instanceof HandlerMethod) || SAFE_METHODS.contains(request.getMethod())) {
			return true;
		}
		try {
			ServletUriComponentsBuilder.fromContextPath(request).build().toUri();
			return true;
		}
		catch (IllegalStateException ex) {
			throw new InvalidRequestException(HttpHeaders.HOST, "must be the name of a host");
		}
	}

}
