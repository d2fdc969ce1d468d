package com.ticketly.infra;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;

/**
 * A table as the service expects it, from {@code tables.json}, which the service's tests
 * compare with its code.
 *
 * @param name its name, without the prefix of the settings
 * @param partitionKey the key that tells partitions apart
 * @param sortKey the key within a partition
 * @param timeToLive the attribute that says when DynamoDB may delete an item
 * @param actions what the service does with the table
 * @param indexes the table's indexes
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
	 * An attribute of a key.
	 *
	 * @param name the attribute
	 * @param type {@code S}, {@code N} or {@code B}
	 */
	record Key(String name, String type) {

		Attribute toAttribute() {
			AttributeType attributeType = switch (this.type) {
				case "S" -> AttributeType.STRING;
				case "N" -> AttributeType.NUMBER;
				case "B" -> AttributeType.BINARY;
				default -> throw new IllegalArgumentException("No such type of key: " + this.type);
			};
			return Attribute.builder().name(this.name).type(attributeType).build();
		}

	}

	/**
	 * A global secondary index.
	 *
	 * @param name its name
	 * @param partitionKey the key that tells partitions apart
	 * @param sortKey the key within a partition
	 * @param projection what it holds of an item: {@code ALL} or {@code KEYS_ONLY}
	 * @param actions what the service does with the index
	 */
	record Index(String name, Key partitionKey, Key sortKey, String projection, List<String> actions) {
	}

}
