package com.ticketly.http;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Logs each request on one line. It logs the pattern of the path because ticket ids grant
 * access to tickets, and neither query nor body because they can contain phone numbers.
 */
@Component
// After the filter that starts the trace.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestLog extends OncePerRequestFilter {

	private static final String TRACE_ID = RequestLog.class.getName() + ".traceId";

	private static final String UNKNOWN = "(unknown path)";

	private static final Logger log = LoggerFactory.getLogger(RequestLog.class);

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		// Tomcat creates some problems after the trace has ended.
		request.setAttribute(TRACE_ID, Objects.requireNonNullElseGet(MDC.get(Problems.TRACE_ID), RequestLog::newId));
		try {
			chain.doFilter(request, response);
		}
		finally {
			Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			log.info("{} {} {} in {} ms", request.getMethod(), (pattern != null) ? pattern : UNKNOWN,
					response.getStatus(), Duration.ofNanos(System.nanoTime() - start).toMillis());
		}
	}

	/**
	 * Returns the id of a request in the logs. A request that has not reached this filter
	 * gets an id and is logged now.
	 * @param status the status of its response
	 */
	static String traceId(HttpServletRequest request, int status) {
		if (request.getAttribute(TRACE_ID) instanceof String id) {
			return id;
		}
		String id = newId();
		try (MDC.MDCCloseable _ = MDC.putCloseable(Problems.TRACE_ID, id)) {
			log.info("{} {} {}", Objects.requireNonNullElse(request.getMethod(), "(unknown method)"), UNKNOWN, status);
		}
		return id;
	}

	private static String newId() {
		return HexFormat.of().formatHex(KeyGenerators.secureRandom(16).generateKey());
	}

}
