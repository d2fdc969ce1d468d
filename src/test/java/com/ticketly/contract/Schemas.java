package com.ticketly.contract;

import java.util.List;
import java.util.Map;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;

/**
 * Validates JSON against the schemas of the OpenAPI document.
 */
final class Schemas {

	private static final String LOCATION = "https://ticketly.example/openapi";

	private final SchemaRegistry registry;

	Schemas(JsonNode document) {
		SchemaRegistryConfig config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
		this.registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
				(registry) -> registry.schemaRegistryConfig(config).schemas(Map.of(LOCATION, document.toString())));
	}

	/**
	 * Returns what is wrong with a value, or an empty list if it is valid.
	 */
	List<String> errors(DocumentNode schema, JsonNode value) {
		return this.registry.getSchema(SchemaLocation.of(LOCATION + "#" + schema.pointer()))
			.validate(value)
			.stream()
			.map(Error::toString)
			.toList();
	}

}
