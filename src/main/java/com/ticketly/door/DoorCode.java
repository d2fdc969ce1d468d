package com.ticketly.door;

import java.time.Duration;
import java.time.Instant;

import com.ticketly.apikey.ApiKeys;
import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.dynamodb.Versioned;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

/**
 * A code by which one device gets a key. It is stored in the table of keys until it is
 * used or has expired, in a partition of its own.
 *
 * @param digest the digest of its text, which is not stored
 * @param name the name of the device, and of its key
 * @param keyLifetime how long the key can be used
 * @param createdBy who created the code
 * @param expiresAt from when the code cannot be used
 */
public record DoorCode(String digest, String name, Duration keyLifetime, String createdBy, Instant expiresAt,
		long version) implements Versioned<DoorCode> {

	private static final String PARTITION = "door-codes";

	static final ItemType<DoorCode> ITEMS = new ItemType<>(ApiKeys.TABLE,
			RecordSchema.of(DoorCode.class, DoorCode::read)
				.attribute("kind", String.class, (code) -> PARTITION, primaryPartitionKey())
				.attribute("keyId", String.class, DoorCode::digest, primarySortKey())
				.attribute("name", String.class, DoorCode::name)
				.attribute("keySeconds", Long.class, (code) -> code.keyLifetime().toSeconds())
				.attribute("createdBy", String.class, DoorCode::createdBy)
				.attribute("expiresAt", String.class, (code) -> code.expiresAt().toString())
				.attribute(TableDefinition.PURGE_AT, Long.class, (code) -> code.expiresAt().getEpochSecond())
				.attribute(Versioned.VERSION, Long.class, DoorCode::version)
				.build());

	private static DoorCode read(ItemAttributes attributes) {
		return new DoorCode(attributes.get("keyId", String.class), attributes.get("name", String.class),
				Duration.ofSeconds(attributes.get("keySeconds", Long.class)), attributes.get("createdBy", String.class),
				Instant.parse(attributes.get("expiresAt", String.class)),
				attributes.get(Versioned.VERSION, Long.class));
	}

	static Key key(DoorCodeText text) {
		return Key.builder().partitionValue(PARTITION).sortValue(text.digest()).build();
	}

	boolean isValidAt(Instant now) {
		return now.isBefore(this.expiresAt);
	}

	@Override
	public DoorCode nextVersion() {
		return new DoorCode(this.digest, this.name, this.keyLifetime, this.createdBy, this.expiresAt, this.version + 1);
	}

}
