package com.ticketly.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Handles CORS requests and rejects those of unknown origins with 403.
 */
final class AllowedOriginsFilter extends CorsFilter {

	AllowedOriginsFilter(List<String> allowedOrigins) {
		super(configuration(allowedOrigins));
		setCorsProcessor(new DefaultCorsProcessor() {

			// Unlike the default, sendError gives the response a problem body.
			@Override
			protected void rejectRequest(ServerHttpResponse response) throws IOException {
				((ServletServerHttpResponse) response).getServletResponse().sendError(HttpServletResponse.SC_FORBIDDEN);
			}

		});
	}

	private static UrlBasedCorsConfigurationSource configuration(List<String> allowedOrigins) {
		CorsConfiguration cors = new CorsConfiguration();
		cors.setAllowedOrigins(allowedOrigins);
		cors.addAllowedMethod(CorsConfiguration.ALL);
		cors.addAllowedHeader(CorsConfiguration.ALL);
		List.of("ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After")
			.forEach(cors::addExposedHeader);
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/**", cors);
		return source;
	}

}
