package com.ticketly.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads input: from a JSON body, from parameters, or from both, where the body counts. It
 * reads field by field, so that an answer names all fields that are wrong at once.
 */
@Component
class InputReader implements HandlerMethodArgumentResolver {

	/**
	 * The largest body, in bytes: more than the plan of an arena takes whose rows all
	 * differ.
	 */
	static final int MAX_BODY = 256 * 1024;

	private static final MediaType MERGE_PATCH = MediaType.valueOf("application/merge-patch+json");

	/**
	 * What Bean Validation adds to the path of an element.
	 */
	private static final String LIST_ELEMENT = ".<list element>";

	private final JsonMapper mapper;

	private final Validator validator;

	private final Map<Class<?>, InputType> types = new ConcurrentHashMap<>();

	InputReader(JsonMapper mapper, Validator validator) {
		this.mapper = mapper.rebuild()
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			// Or else an empty text would be a number that is not given.
			.withCoercionConfigDefaults(
					(coercion) -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
			.build();
		this.validator = validator;
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
		List<FieldError> errors = new ArrayList<>();
		ObjectNode fields = parameters(request, errors);
		fields.setAll(body(request));
		Object input = read(fields, parameter.getParameterType(), errors);
		if (!errors.isEmpty()) {
			throw new InvalidRequestException(errors);
		}
		return input;
	}

	private ObjectNode parameters(HttpServletRequest request, List<FieldError> errors) {
		ObjectNode fields = this.mapper.createObjectNode();
		request.getParameterMap().forEach((name, values) -> {
			if (values.length > 1) {
				errors.add(new FieldError(name, "must be given once"));
			}
			fields.put(name, values[0]);
		});
		return fields;
	}

	private ObjectNode body(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		MediaType type = contentType(request);
		boolean isForm = MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type);
		byte[] body = isForm ? new byte[0] : readAtMost(request, MAX_BODY);
		if (body.length == 0) {
			return this.mapper.createObjectNode();
		}
		if (type == null
				|| !(type.isCompatibleWith(MediaType.APPLICATION_JSON) || type.isCompatibleWith(MERGE_PATCH))) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(MediaType.APPLICATION_JSON));
		}
		try {
			if (this.mapper.readTree(body) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			String where = (location != null)
					? ": error in line %d, column %d".formatted(location.getLineNr(), location.getColumnNr()) : "";
			throw new InvalidRequestException("body", "must be JSON" + where);
		}
		throw new InvalidRequestException("body", "must be a JSON object");
	}

	private static @Nullable MediaType contentType(HttpServletRequest request)
			throws HttpMediaTypeNotSupportedException {
		try {
			return (request.getContentType() != null) ? MediaType.parseMediaType(request.getContentType()) : null;
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotSupportedException("Content-Type is none: " + ex.getMessage());
		}
	}

	private static byte[] readAtMost(HttpServletRequest request, int limit) throws IOException {
		byte[] body = (request.getContentLengthLong() > limit) ? new byte[limit + 1]
				: request.getInputStream().readNBytes(limit + 1);
		if (body.length > limit) {
			throw new BodyTooLargeException(limit);
		}
		return body;
	}

	private Object read(ObjectNode fields, Class<?> type, List<FieldError> errors) {
		InputType inputType = this.types.computeIfAbsent(type, (unknown) -> InputType.of(unknown, this.mapper));
		List<@Nullable Object> values = new ArrayList<>();
		for (InputType.Field field : inputType.fields()) {
			values.add(field.isUnwrapped() ? read(fields, field.type(), errors) : value(field, fields, errors));
		}
		Object input = inputType.create(values);
		this.validator.validate(input).stream().map(InputReader::error).forEach((error) -> addIfFirst(error, errors));
		if (input instanceof CrossChecked checked) {
			checked.crossCheck(inputType.given(fields)).forEach((error) -> addIfFirst(error, errors));
			if (errors.isEmpty()) {
				errors.addAll(checked.crossCheckValid());
			}
		}
		return input;
	}

	private static @Nullable Object value(InputType.Field field, ObjectNode fields, List<FieldError> errors) {
		JsonNode node = field.in(fields);
		if (!InputType.isGiven(node)) {
			return null;
		}
		try {
			return field.reader().readValue(node);
		}
		catch (JacksonException ex) {
			errors.add(error(field, ex));
			return null;
		}
	}

	private static FieldError error(InputType.Field field, JacksonException ex) {
		StringBuilder path = new StringBuilder(field.name());
		ex.getPath()
			.forEach((step) -> path
				.append((step.getPropertyName() != null) ? "." + step.getPropertyName() : "[" + step.getIndex() + "]"));
		Class<?> type = switch (ex) {
			case MismatchedInputException mismatch when !ex.getPath().isEmpty() -> mismatch.getTargetType();
			case InputCoercionException tooLarge when !ex.getPath().isEmpty() -> tooLarge.getTargetType();
			default -> field.type();
		};
		return new FieldError(path.toString(), Expectations.of(type));
	}

	private static FieldError error(ConstraintViolation<?> violation) {
		return new FieldError(violation.getPropertyPath().toString().replace(LIST_ELEMENT, ""), violation.getMessage());
	}

	private static void addIfFirst(FieldError error, List<FieldError> errors) {
		if (errors.stream().noneMatch((other) -> other.field().equals(error.field()))) {
			errors.add(error);
		}
	}

}
