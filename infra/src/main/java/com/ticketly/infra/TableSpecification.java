package com.ticketly.infra;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;

/**
 * The specification of a table in {@code tables.json}. Tests of the service compare the
 * file with its code.
 *
 * @param name the name without the configured prefix
 * @param partitionKey the partition key
 * @param sortKey the sort key, or null
 * @param timeToLive the attribute with the expiry time of an item, or null
 * @param actions the DynamoDB actions that the service uses on the table
 * @param indexes the global secondary indexes
 */
record TableSpecification(String name, Key partitionKey, @Nullable Key sortKey, @Nullable String timeToLive,
		List<String> actions, List<Index> indexes) {

	static List<TableSpecification> all() {
		try {
			return List.of(new ObjectMapper().readValue(Resources.read("/tables.json"), TableSpecification[].class));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A key attribute.
	 *
	 * @param name the name of the attribute
	 * @param type its type: {@code S}, {@code N} or {@code B}
	 */
	record Key(String name, String type) {

		Attribute toAttribute() {
			AttributeType attributeType = switch (this.type) {
				case "S" -> AttributeType.STRING;
				case "N" -> AttributeType.NUMBER;
				case "B" -> AttributeType.BINARY;
				default -> throw new IllegalArgumentException("Unknown key type " + this.type);
			};
			return Attribute.builder().name(this.name).type(attributeType).build();
		}

	}

	/**
	 * A global secondary index.
	 *
	 * @param name the name of the index
	 * @param partitionKey the partition key
	 * @param sortKey the sort key
	 * @param projection the projected attributes: {@code ALL} or {@code KEYS_ONLY}
	 * @param actions the DynamoDB actions that the service uses on the index
	 */
	record Index(String name, Key partitionKey, Key sortKey, String projection, List<String> actions) {
	}

}
