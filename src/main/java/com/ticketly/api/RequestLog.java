package com.ticketly.api;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

	static final String TRACE_ID = RequestLog.class.getName() + ".traceId";

	private static final Logger log = LoggerFactory.getLogger(RequestLog.class);

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		// The error page is rendered after the trace has ended.
		request.setAttribute(TRACE_ID, MDC.get(Problems.TRACE_ID));
		try {
			chain.doFilter(request, response);
		}
		finally {
			Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
			log.info("{} {} {} in {} ms", request.getMethod(), (pattern != null) ? pattern : "(unknown path)",
					response.getStatus(), Duration.ofNanos(System.nanoTime() - start).toMillis());
		}
	}

}
