package com.ticketly.api;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.ticketly.apikey.ApiKeyId;
import com.ticketly.hall.HallId;
import com.ticketly.http.Streamed;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.input.GivenTime;
import com.ticketly.input.IdempotencyKeyResolver;
import com.ticketly.input.Input;
import com.ticketly.input.PreciseTime;
import com.ticketly.input.Text;
import com.ticketly.input.TheatreTime;
import com.ticketly.input.ZonedTime;
import com.ticketly.limit.SeatQuota;
import com.ticketly.show.ShowId;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPosition;
import com.ticketly.ticket.BookingReference;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.ticket.TicketPosition;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.GlobalOperationComponentsCustomizer;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.customizers.ServerBaseUrlCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

/**
 * Configures the OpenAPI document and Swagger UI. The structure of the document is
 * derived from the controllers and their records; {@link OpenApiTexts} adds the rest.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static final String OPERATOR = "operator";

	static {
		ModelResolver.enumsAsRef = true;
		SpringDocUtils.getConfig()
			.addRequestWrapperToIgnore(IdempotencyKey.class)
			.addRequestWrapperToIgnore(Authentication.class, SeatQuota.class)
			.addResponseWrapperToIgnore(Rendered.class)
			.replaceWithClass(TheatreTime.Range.class, Instant.class)
			.replaceWithClass(GivenTime.class, Instant.class)
			.replaceWithClass(ZonedTime.class, Instant.class)
			.replaceWithClass(ZoneId.class, String.class)
			.replaceWithClass(PreciseTime.class, Instant.class);
		Stream
			.of(SlotId.class, TicketId.class, BookingReference.class, HoldId.class, UserId.class, ApiKeyId.class,
					HallId.class, ShowId.class, PhoneNumber.class, SlotPosition.class, TicketPosition.class)
			.forEach((type) -> SpringDocUtils.getConfig().replaceWithClass(type, String.class));
	}

	/**
	 * Returns the path of the service as the URL of the server, because the document does
	 * not depend on the host through which it is read.
	 */
	@Bean
	ServerBaseUrlCustomizer serverPath() {
		return (url, request) -> url.replaceFirst("^https?://[^/]*/?", "/");
	}

	/**
	 * Describes the limits of {@link Text}.
	 */
	@Bean
	PropertyCustomizer lengths() {
		return (schema, property) -> {
			Annotation[] annotations = property.getCtxAnnotations();
			if (annotations != null) {
				Arrays.stream(annotations)
					.filter(Text.class::isInstance)
					.map(Text.class::cast)
					.forEach((text) -> schema.minLength(text.freeForm() ? null : 1).maxLength(text.max()));
			}
			return schema;
		};
	}

	@Bean
	GlobalOperationComponentsCustomizer operations() {
		return new Operations();
	}

	@Bean
	OpenApiCustomizer texts() {
		return OpenApiTexts::addTo;
	}

	/**
	 * Describes {@link Input} parameters as query parameters of GET operations and as the
	 * body of others, {@link IdempotencyKey} as a header, the authentication, and the
	 * problem types that follow from these.
	 */
	private static final class Operations implements GlobalOperationComponentsCustomizer {

		private static final List<String> COMMON_PROBLEMS = List.of("bad-request", "invalid-request", "unauthorized",
				"not-acceptable", "request-timeout", "content-too-large", "unsupported-media-type",
				"expectation-failed", "too-many-requests", "quota-exceeded", "internal-server-error", "not-implemented",
				"busy", "http-version-not-supported");

		private static final Map<Class<?>, List<String>> PARAMETER_PROBLEMS = Map.of(SlotId.class,
				List.of("slot-not-found"), TicketId.class, List.of("ticket-not-found"), BookingReference.class,
				List.of("booking-not-found"), HoldId.class, List.of("hold-not-found"), UserId.class,
				List.of("user-not-found"), ApiKeyId.class, List.of("key-not-found"), HallId.class,
				List.of("hall-not-found"), ShowId.class, List.of("show-not-found"), IdempotencyKey.class,
				List.of("key-reused"));

		@Override
		public Operation customize(Operation operation, HandlerMethod method) {
			return operation;
		}

		@Override
		public Operation customize(Operation operation, Components components, HandlerMethod method) {
			for (MethodParameter parameter : method.getMethodParameters()) {
				if (parameter.hasParameterAnnotation(Input.class)) {
					describeInput(operation, components, method, parameter);
				}
				if (parameter.getParameterType() == IdempotencyKey.class) {
					operation.addParametersItem(new Parameter().in("header")
						.name(IdempotencyKeyResolver.HEADER)
						.schema(new StringSchema().minLength(1).maxLength(IdempotencyKeyResolver.MAX_LENGTH)));
				}
			}
			operation.addExtension(OpenApiTexts.PROBLEMS, problems(operation, method));
			boolean isPublic = operation.getSecurity() == null;
			operation.setSecurity(isPublic ? List.of()
					: List.of(new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("bearer")));
			return operation;
		}

		private static void describeInput(Operation operation, Components components, HandlerMethod method,
				MethodParameter parameter) {
			boolean isOptional = parameter.getParameterAnnotation(Input.class) instanceof Input input
					&& input.optional();
			boolean isQuery = method.hasMethodAnnotation(GetMapping.class)
					|| method.hasMethodAnnotation(Streamed.class);
			ResolvedSchema input = ModelConverters.getInstance(true)
				.resolveAsResolvedSchema(new AnnotatedType(parameter.getParameterType()).resolveAsRef(!isQuery));
			if (isQuery) {
				Map<String, Schema> fields = input.schema.getProperties();
				fields.forEach((name, field) -> operation
					.addParametersItem(new Parameter().in("query").name(name).schema(field)));
				return;
			}
			input.referencedSchemas.forEach(components::addSchemas);
			RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(),
					RequestMapping.class);
			String[] types = (mapping != null && mapping.consumes().length > 0) ? mapping.consumes()
					: isOptional ? new String[] { APPLICATION_JSON_VALUE }
							: new String[] { APPLICATION_JSON_VALUE, APPLICATION_FORM_URLENCODED_VALUE };
			Content content = new Content();
			Arrays.stream(types)
				.forEach((mediaType) -> content.addMediaType(mediaType, new MediaType().schema(input.schema)));
			operation.setRequestBody(new RequestBody().required(!isOptional).content(content));
		}

		private static Set<String> problems(Operation operation, HandlerMethod method) {
			Set<String> problems = new LinkedHashSet<>(COMMON_PROBLEMS);
			// Changes with credentials that a page of another site sends are refused.
			if (operation.getSecurity() != null || !method.hasMethodAnnotation(GetMapping.class)) {
				problems.add("forbidden");
			}
			for (MethodParameter parameter : method.getMethodParameters()) {
				RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
				if (header != null && header.name().equals(HttpHeaders.IF_MATCH)) {
					problems.addAll(List.of("slot-changed", "etag-never-matches", "precondition-required"));
				}
				problems.addAll(PARAMETER_PROBLEMS.getOrDefault(parameter.getParameterType(), List.of()));
			}
			return problems;
		}

	}

}
