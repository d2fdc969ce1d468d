package com.ticketly.api;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@link Input} parameters of controllers. The fields of the JSON body and the
 * query or form parameters become one JSON object; the body takes precedence.
 */
@Component
record InputReader(JsonMapper mapper, InputBinder binder) implements HandlerMethodArgumentResolver {

	/**
	 * The maximum size of a body in bytes: enough for the seating plan of an arena whose
	 * rows all differ.
	 */
	static final int MAX_BODY = 256 * 1024;

	private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Input.class);
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
		Set<String> repeated = new HashSet<>();
		ObjectNode fields = parameters(request, repeated).setAll(body(request));
		return this.binder.bind(fields, repeated, parameter.getParameterType());
	}

	private ObjectNode parameters(HttpServletRequest request, Set<String> repeated) {
		ObjectNode fields = this.mapper.createObjectNode();
		request.getParameterMap().forEach((name, values) -> {
			if (values.length > 1) {
				repeated.add(name);
			}
			fields.put(name, values[0]);
		});
		return fields;
	}

	private ObjectNode body(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = contentType(request);
		byte[] body = MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type) ? new byte[0] : read(request);
		if (body.length == 0) {
			return this.mapper.createObjectNode();
		}
		if (!MediaType.APPLICATION_JSON.isCompatibleWith(type) && !MERGE_PATCH.isCompatibleWith(type)) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
		}
		try {
			if (this.mapper.readTree(body) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (JacksonException ex) {
			throw new InvalidRequestException("body",
					Optional.ofNullable(ex.getLocation())
						.map((location) -> "is not valid JSON (%s)".formatted(location.offsetDescription()))
						.orElse("is not valid JSON"));
		}
		throw new InvalidRequestException("body", "must be a JSON object");
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
		byte[] body = (request.getContentLengthLong() > MAX_BODY) ? new byte[MAX_BODY + 1]
				: request.getInputStream().readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw Problems.exception(HttpStatus.CONTENT_TOO_LARGE, "content-too-large",
					"The body must not exceed %,d bytes.".formatted(MAX_BODY));
		}
		return body;
	}

	/**
	 * Marks a controller parameter, a record, that is read from the request and
	 * validated.
	 */
	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@Parameter(hidden = true)
	@interface Input {

	}

}
