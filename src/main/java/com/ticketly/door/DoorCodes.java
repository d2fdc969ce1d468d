package com.ticketly.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import com.ticketly.apikey.ApiKeys;
import com.ticketly.apikey.ApiKeys.IssuedKey;
import com.ticketly.apikey.Scope;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.VersionedTable;

import org.springframework.stereotype.Component;

/**
 * Creates the codes of devices, and exchanges each for one key.
 */
@Component
public class DoorCodes {

	/**
	 * How long a code is valid.
	 */
	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private final Clock clock;

	private final ApiKeys keys;

	private final VersionedTable<DoorCode> codes;

	DoorCodes(Clock clock, ApiKeys keys, Tables tables) {
		this.clock = clock;
		this.keys = keys;
		this.codes = tables.versioned(DoorCode.ITEMS);
	}

	/**
	 * Creates a code.
	 * @param name the name of the device
	 * @param keyLifetime how long the key of the device can be used
	 * @param createdBy who creates the code
	 */
	public IssuedCode create(String name, Duration keyLifetime, String createdBy) {
		Instant expiresAt = this.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFETIME);
		while (true) {
			DoorCodeText text = DoorCodeText.create();
			Optional<DoorCode> stored = this.codes
				.replace(new DoorCode(text.digest(), name, keyLifetime, createdBy, expiresAt, 0));
			if (stored.isPresent()) {
				return new IssuedCode(stored.get(), text);
			}
		}
	}

	/**
	 * Finds a code that can be used.
	 */
	Optional<DoorCode> find(DoorCodeText text) {
		Instant now = this.clock.instant();
		return this.codes.find(DoorCode.key(text)).filter((code) -> code.isValidAt(now));
	}

	/**
	 * Creates the key of a device and deletes its code, both or neither.
	 * @return the key, empty if the code is used already
	 */
	Optional<IssuedKey> redeem(DoorCode code) {
		Instant expiresAt = this.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(code.keyLifetime());
		return this.keys.create(code.name(), Set.of(Scope.DOOR), expiresAt, code.createdBy(),
				(transaction) -> this.codes.addDelete(transaction, code));
	}

	/**
	 * A code whose text is known, which is so only when it was made.
	 */
	public record IssuedCode(DoorCode code, DoorCodeText text) {
	}

}
