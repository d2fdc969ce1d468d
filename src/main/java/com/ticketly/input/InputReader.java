package com.ticketly.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Resolves {@link Input} parameters of controllers from the JSON body and the query or
 * form parameters. As an interceptor, refuses all fields for operations that have no such
 * parameter.
 */
@Component
record InputReader(JsonMapper mapper, InputBinder binder) implements HandlerMethodArgumentResolver, HandlerInterceptor {

	private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException, HttpMediaTypeNotSupportedException {
		if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(RequestMapping.class)
				&& Arrays.stream(method.getMethodParameters()).noneMatch(this::supportsParameter)) {
			this.binder.bind(body(request), parameters(request), InputSource.BODY, NoFields.class);
		}
		return true;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Input.class);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
		Input input = Objects.requireNonNull(parameter.getParameterAnnotation(Input.class));
		return this.binder.bind(body(request), parameters(request),
				input.original() ? InputSource.ANY : source(request), parameter.getParameterType());
	}

	private static InputSource source(HttpServletRequest request) {
		if (isRead(request)) {
			return InputSource.PARAMETERS;
		}
		return request.getMethod().equals("PATCH") ? InputSource.MERGE_PATCH : InputSource.BODY;
	}

	private static boolean isRead(HttpServletRequest request) {
		return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
	}

	private ObjectNode parameters(HttpServletRequest request) {
		ObjectNode fields = this.mapper.createObjectNode();
		request.getParameterMap()
			.forEach((name, values) -> fields.set(name,
					(values.length == 1) ? fields.stringNode(values[0]) : this.mapper.valueToTree(values)));
		return fields;
	}

	private ObjectNode body(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = contentType(request);
		// Forms are among the parameters, except those of GET requests.
		boolean form = MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type) && !isRead(request);
		byte[] body = form ? new byte[0] : read(request);
		if (body.length == 0) {
			return this.mapper.createObjectNode();
		}
		if (!MediaType.APPLICATION_JSON.isCompatibleWith(type) && !MERGE_PATCH.isCompatibleWith(type)) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
		}
		return JsonBody.read(body);
	}

	private static @Nullable MediaType contentType(HttpServletRequest request)
			throws HttpMediaTypeNotSupportedException {
		try {
			return (request.getContentType() != null) ? MediaType.parseMediaType(request.getContentType()) : null;
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotSupportedException("Invalid Content-Type: " + ex.getMessage());
		}
	}

	private static byte[] read(HttpServletRequest request) throws IOException {
		byte[] body = (request.getContentLengthLong() > JsonBody.MAX_SIZE) ? new byte[JsonBody.MAX_SIZE + 1]
				: request.getInputStream().readNBytes(JsonBody.MAX_SIZE + 1);
		if (body.length > JsonBody.MAX_SIZE) {
			throw Problems.exception(Problems.Type.CONTENT_TOO_LARGE,
					"The body must not exceed %,d bytes.".formatted(JsonBody.MAX_SIZE));
		}
		return body;
	}

	private record NoFields() {
	}

}
