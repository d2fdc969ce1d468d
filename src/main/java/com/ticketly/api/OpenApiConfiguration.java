package com.ticketly.api;

import java.util.Arrays;

import com.ticketly.api.InputReader.Input;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.TicketId;
import com.ticketly.user.UserId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
import static org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

/**
 * Configures the OpenAPI description and Swagger UI.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	static {
		SpringDocUtils.getConfig()
			.addRequestWrapperToIgnore(IdempotencyKey.class)
			.replaceWithClass(SlotId.class, String.class)
			.replaceWithClass(TicketId.class, String.class)
			.replaceWithClass(HoldId.class, String.class)
			.replaceWithClass(UserId.class, String.class);
	}

	static final String OPERATOR = "operator";

	private static final Schema<?> PROBLEM = new ObjectSchema().addProperty("type", new StringSchema())
		.addProperty("title", new StringSchema())
		.addProperty("status", new IntegerSchema())
		.addProperty("detail", new StringSchema())
		.addProperty("traceId", new StringSchema());

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("Ticketly").version("v1").description("Books tickets for timed slots."))
			.components(new Components().addSecuritySchemes(OPERATOR,
					new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")));
	}

	/**
	 * Describes {@link Input} parameters as query parameters of GET operations and as the
	 * body of others, {@link IdempotencyKey} as a header, and the problem of every
	 * operation.
	 */
	@Bean
	OperationCustomizer inputsAndProblems() {
		return (operation, method) -> {
			Arrays.stream(method.getMethodParameters())
				.filter((parameter) -> parameter.hasParameterAnnotation(Input.class))
				.forEach((parameter) -> describe(operation, method, parameter));
			if (Arrays.stream(method.getMethodParameters())
				.anyMatch((parameter) -> parameter.getParameterType() == IdempotencyKey.class)) {
				operation.addParametersItem(new Parameter().in("header")
					.name(IdempotencyKeyResolver.HEADER)
					.required(false)
					.description("A unique key, for example a random UUID. "
							+ "A repeated request with the same key has no further effect.")
					.schema(new StringSchema().minLength(1).maxLength(IdempotencyKeyResolver.MAX_LENGTH)));
			}
			operation.getResponses()
				.addApiResponse("default", new ApiResponse().description("Problem")
					.content(content(APPLICATION_PROBLEM_JSON_VALUE, PROBLEM)));
			return operation;
		};
	}

	private static Content content(String type, Schema<?> schema) {
		return new Content().addMediaType(type, new MediaType().schema(schema));
	}

	private static void describe(Operation operation, HandlerMethod method, MethodParameter input) {
		Schema<?> schema = ModelConverters.getInstance()
			.resolveAsResolvedSchema(new AnnotatedType(input.getParameterType()).resolveAsRef(false)).schema;
		if (!method.hasMethodAnnotation(GetMapping.class)) {
			operation.setRequestBody(new RequestBody().content(content(APPLICATION_JSON_VALUE, schema)));
		}
		else {
			schema.getProperties()
				.forEach((name, property) -> operation
					.addParametersItem(new Parameter().in("query").name(name).required(false).schema(property)));
		}
	}

}
