package com.ticketly.api;

import java.util.Arrays;
import java.util.Map;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes the API for Swagger UI.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	/**
	 * The way operators sign in.
	 */
	static final String OPERATOR = "operator";

	@Bean
	OpenAPI openApi() {
		return new OpenAPI()
			.info(new Info().title("Ticketly").version("v1").description("Books tickets for timed slots."))
			.components(new Components().addSecuritySchemes(OPERATOR,
					new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")));
	}

	/**
	 * Describes {@link Input}: as a body where the operation takes one, as parameters
	 * where it takes those.
	 */
	@Bean
	OperationCustomizer inputs() {
		return (operation, method) -> {
			Arrays.stream(method.getMethodParameters())
				.filter((parameter) -> parameter.hasParameterAnnotation(Input.class))
				.forEach((parameter) -> describe(operation, method, parameter));
			return operation;
		};
	}

	private static void describe(Operation operation, HandlerMethod method, MethodParameter input) {
		ResolvedSchema resolved = ModelConverters.getInstance()
			.resolveAsResolvedSchema(new AnnotatedType(input.getParameterType()).resolveAsRef(false));
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
		boolean takesBody = mapping != null
				&& Arrays.stream(mapping.method()).anyMatch((verb) -> verb.asHttpMethod() == HttpMethod.POST);
		boolean takesParameters = mapping == null || mapping.consumes().length == 0;
		if (takesBody) {
			operation.setRequestBody(new RequestBody().required(!takesParameters)
				.content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_JSON_VALUE,
						new MediaType().schema(resolved.schema))));
		}
		else {
			properties(resolved).forEach((name, schema) -> operation
				.addParametersItem(new Parameter().in("query").name(name).required(false).schema(schema)));
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Map<String, Schema> properties(ResolvedSchema resolved) {
		return resolved.schema.getProperties();
	}

}
