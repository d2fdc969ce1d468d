package com.ticketly.input;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.util.NameTransformer;

/**
 * Adapts Jackson to the collection of problems: it collects unknown fields unless they
 * are ignored, and it loses the paths of problems in unwrapped records.
 */
final class ProblemCollection extends JacksonAnnotationIntrospector {

	@Override
	public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
		return JsonIgnoreProperties.Value.forIgnoreUnknown(true);
	}

	@Override
	public @Nullable NameTransformer findUnwrappingNameTransformer(MapperConfig<?> config, AnnotatedMember member) {
		return null;
	}

}
