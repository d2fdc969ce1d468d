package com.ticketly.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.http.Problems.Type;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Refuses a request before it has any effect if its {@code Host} cannot be part of a URL,
 * because responses contain links to the service, or if the form of its body is not one
 * that operations can read.
 */
final class RequestCheck implements HandlerInterceptor {

	private static final int MAX_PORT = 65535;

	/**
	 * Host names that can be part of a URL. Nearly all requests have one of a few.
	 */
	private final Cache<String, Boolean> validHosts = Caffeine.newBuilder().maximumSize(100).build();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException, HttpMediaTypeNotSupportedException {
		if (handler instanceof HandlerMethod) {
			checkEncoding(request);
			checkType(request);
			// From now on, Tomcat does not read forms. It would close the connection
			// without a response if a form is incomplete.
			request.getInputStream();
			// Fails if the query cannot be decoded.
			request.getParameterMap();
			checkHost(request);
		}
		return true;
	}

	private void checkHost(HttpServletRequest request) {
		try {
			this.validHosts.get(request.getServerName(), (name) -> {
				ServletUriComponentsBuilder.fromContextPath(request).build().toUri();
				return true;
			});
		}
		catch (IllegalStateException ex) {
			throw new InvalidRequestException(HttpHeaders.HOST, "must be the name of a host");
		}
		if (request.getServerPort() < 1 || request.getServerPort() > MAX_PORT) {
			throw new InvalidRequestException(HttpHeaders.HOST, "must have a port from 1 to %d".formatted(MAX_PORT));
		}
	}

	private static void checkEncoding(HttpServletRequest request) {
		if (!Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
			.stream()
			.allMatch("identity"::equalsIgnoreCase)) {
			ErrorResponseException refused = Problems.exception(Type.UNSUPPORTED_MEDIA_TYPE,
					"The body must not be encoded: Content-Encoding is not supported.");
			refused.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, "identity");
			throw refused;
		}
	}

	/**
	 * Refuses what is not one media type in UTF-8. Operations refuse the types that they
	 * do not support.
	 */
	private static void checkType(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		List<String> values = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
		try {
			List<MediaType> types = values.stream().map(MediaType::parseMediaType).toList();
			if (types.size() > 1 || !types.stream().allMatch(RequestCheck::isConcreteInUtf8)) {
				throw new HttpMediaTypeNotSupportedException(types.getFirst(), List.of(MediaType.APPLICATION_JSON));
			}
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotSupportedException(ex.getMessage(), List.of(MediaType.APPLICATION_JSON));
		}
	}

	private static boolean isConcreteInUtf8(MediaType type) {
		return type.isConcrete() && (type.getCharset() == null || type.getCharset() == StandardCharsets.UTF_8);
	}

}
