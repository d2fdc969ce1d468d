package com.ticketly.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Versioned;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * The attributes of API keys in their table.
 */
final class ApiKeySchema {

	/**
	 * The value of the partition key of all keys.
	 */
	static final String PARTITION = "keys";

	/**
	 * How long a key is listed that has been revoked or has expired.
	 */
	private static final Duration LISTED = Duration.ofDays(90);

	private static final String SEPARATOR = " ";

	static final TableSchema<ApiKey> SCHEMA = RecordSchema.of(ApiKey.class, ApiKeySchema::read)
		.attribute("kind", String.class, (key) -> PARTITION, primaryPartitionKey())
		.attribute("keyId", String.class, (key) -> key.id().value(), primarySortKey())
		.attribute("name", String.class, ApiKey::name)
		.attribute("scopes", String.class,
				(key) -> key.scopes().stream().sorted().map(Scope::toString).collect(Collectors.joining(SEPARATOR)))
		.attribute("createdBy", String.class, ApiKey::createdBy)
		.attribute("createdAt", String.class, time(ApiKey::createdAt))
		.attribute("expiresAt", String.class, time(ApiKey::expiresAt))
		.attribute("revokedAt", String.class, time(ApiKey::revokedAt))
		.attribute("lastUsedAt", String.class, time(ApiKey::lastUsedAt))
		.attribute("digest", String.class, (key) -> key.secrets().current())
		.attribute("previousDigest", String.class, (key) -> key.secrets().previous())
		.attribute("previousUntil", String.class, time((key) -> key.secrets().previousUntil()))
		.attribute(TableDefinition.PURGE_AT, Long.class, ApiKeySchema::purgeAt)
		.attribute(Versioned.VERSION, Long.class, ApiKey::version)
		.build();

	private ApiKeySchema() {
	}

	private static Function<ApiKey, @Nullable String> time(Function<ApiKey, @Nullable Instant> getter) {
		return (key) -> {
			Instant time = getter.apply(key);
			return (time != null) ? time.toString() : null;
		};
	}

	private static @Nullable Long purgeAt(ApiKey key) {
		Instant end = (key.revokedAt() != null) ? key.revokedAt() : key.expiresAt();
		return (end != null) ? end.plus(LISTED).getEpochSecond() : null;
	}

	private static ApiKey read(ItemAttributes attributes) {
		return new ApiKey(new ApiKeyId(attributes.get("keyId", String.class)), attributes.get("name", String.class),
				scopes(attributes.get("scopes", String.class)), attributes.get("createdBy", String.class),
				Instant.parse(attributes.get("createdAt", String.class)), time(attributes, "expiresAt"),
				time(attributes, "revokedAt"), time(attributes, "lastUsedAt"),
				new ApiKey.Secrets(attributes.get("digest", String.class),
						attributes.find("previousDigest", String.class), time(attributes, "previousUntil")),
				attributes.get(Versioned.VERSION, Long.class));
	}

	private static Set<Scope> scopes(String labels) {
		return Stream.of(labels.split(SEPARATOR)).map(Scope::of).collect(Collectors.toSet());
	}

	private static @Nullable Instant time(ItemAttributes attributes, String name) {
		String time = attributes.find(name, String.class);
		return (time != null) ? Instant.parse(time) : null;
	}

}
