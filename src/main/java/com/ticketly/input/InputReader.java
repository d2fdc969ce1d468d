package com.ticketly.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.ticketly.http.RequestBody;
import com.ticketly.http.Streamed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.MethodParameter;
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
 * form parameters. As an interceptor, does so for operations that have no such parameter:
 * under {@code /v1}, it refuses all fields.
 */
@Component
record InputReader(JsonMapper mapper, InputBinder binder) implements HandlerMethodArgumentResolver, HandlerInterceptor {

	private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException, HttpMediaTypeNotSupportedException {
		if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(RequestMapping.class)
				&& Arrays.stream(method.getMethodParameters()).noneMatch(this::supportsParameter)) {
			bind(request, request.getRequestURI().startsWith(request.getContextPath() + "/v1/") ? InputSource.BODY
					: InputSource.ANY, NoFields.class);
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
		if (parameter.hasMethodAnnotation(Streamed.class) && !isRead(request)) {
			// The operation reads the body.
			return this.binder.bind(this.mapper.createObjectNode(), fields(request.getParameterMap()),
					InputSource.PARAMETERS, parameter.getParameterType());
		}
		return bind(request, input.original() ? InputSource.ANY : source(request), parameter.getParameterType());
	}

	private Object bind(HttpServletRequest request, InputSource source, Class<?> type)
			throws IOException, HttpMediaTypeNotSupportedException {
		byte[] body = RequestBody.of(request);
		// RequestCheck has refused types that cannot be parsed.
		MediaType contentType = (request.getContentType() != null) ? MediaType.parseMediaType(request.getContentType())
				: null;
		Map<String, String[]> parameters = request.getParameterMap();
		if (body.length == 0 && parameters.isEmpty()) {
			return this.binder.bindNothing(source, type);
		}
		// Forms are parameters, except those of GET requests.
		if (MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(contentType) && !isRead(request)) {
			return this.binder.bind(this.mapper.createObjectNode(), fields(RequestBody.addForm(body, parameters)),
					source, type);
		}
		return this.binder.bind(json(body, contentType), fields(parameters), source, type);
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

	private ObjectNode fields(Map<String, String[]> parameters) {
		ObjectNode fields = this.mapper.createObjectNode();
		parameters.forEach((name, values) -> fields.set(name,
				(values.length == 1) ? fields.stringNode(values[0]) : this.mapper.valueToTree(values)));
		return fields;
	}

	private ObjectNode json(byte[] body, @Nullable MediaType type) throws HttpMediaTypeNotSupportedException {
		if (body.length == 0) {
			return this.mapper.createObjectNode();
		}
		if (!MediaType.APPLICATION_JSON.isCompatibleWith(type) && !MERGE_PATCH.isCompatibleWith(type)) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
		}
		return JsonBody.read(body);
	}

	private record NoFields() {
	}

}
