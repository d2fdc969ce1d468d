package com.ticketly.http;

import java.io.IOException;
import java.time.Duration;

import com.ticketly.commit.SalesProperties;
import com.ticketly.dynamodb.Deadline;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request one deadline for everything that it waits for.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class DeadlineFilter extends OncePerRequestFilter {

	private final Duration deadline;

	DeadlineFilter(SalesProperties properties) {
		this.deadline = properties.deadline();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			Deadline.in(this.deadline).call(() -> {
				chain.doFilter(request, response);
				return true;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

}
