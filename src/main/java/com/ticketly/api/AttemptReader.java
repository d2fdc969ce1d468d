package com.ticketly.api;

import java.net.URI;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Reads which request is tried. Keys of operators are their own; the public shares its
 * keys, which are therefore to be random.
 */
@Component
class AttemptReader implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Attempt.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
		HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
		String key = key(webRequest.getHeaderValues(Attempt.HEADER));
		String operator = request.getRemoteUser();
		return new Attempt(
				(key != null) ? EntityTags.digest((operator != null) ? List.of(key, operator) : List.of(key)) : null,
				request.getMethod(), request.getRequestURI(), base(request));
	}

	/**
	 * Reads where the service is before anything is done, as the answer says where what
	 * was made is.
	 */
	private static URI base(HttpServletRequest request) {
		try {
			return ServletUriComponentsBuilder.fromContextPath(request).build().toUri();
		}
		catch (IllegalStateException ex) {
			throw new InvalidRequestException(HttpHeaders.HOST, "must be the name of a host");
		}
	}

	private static @Nullable String key(String @Nullable [] values) {
		if (values == null) {
			return null;
		}
		if (values.length > 1) {
			throw new InvalidRequestException(Attempt.HEADER, "must be given once");
		}
		if (values[0].isBlank() || values[0].length() > Attempt.MAX_KEY) {
			throw new InvalidRequestException(Attempt.HEADER,
					"must have 1 to %d characters".formatted(Attempt.MAX_KEY));
		}
		return values[0];
	}

}
