package com.ticketly.apikey;

import java.time.Instant;
import java.util.Set;

import com.ticketly.dynamodb.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * An API key. Only digests of its secrets are stored.
 *
 * @param name what the key is for
 * @param createdBy who created it
 * @param expiresAt from when it cannot be used, null for never
 * @param revokedAt when it was revoked, null if it was not
 * @param lastUsedAt when it was last used, to within ten minutes; null if it was not
 * @param secrets the digests of its secrets
 */
public record ApiKey(ApiKeyId id, String name, Set<Scope> scopes, String createdBy, Instant createdAt,
		@Nullable Instant expiresAt, @Nullable Instant revokedAt, @Nullable Instant lastUsedAt, Secrets secrets,
		long version) implements Versioned<ApiKey> {

	public ApiKey {
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Returns whether the key can be used at a time.
	 */
	ApiKeyStatus statusAt(Instant now) {
		if (this.revokedAt != null) {
			return ApiKeyStatus.REVOKED;
		}
		return (this.expiresAt != null && !now.isBefore(this.expiresAt)) ? ApiKeyStatus.EXPIRED : ApiKeyStatus.ACTIVE;
	}

	/**
	 * Returns this key with a new secret.
	 * @param digest the digest of the new secret
	 * @param previousUntil until when the current secret is accepted
	 */
	ApiKey rotate(String digest, Instant previousUntil) {
		return new ApiKey(this.id, this.name, this.scopes, this.createdBy, this.createdAt, this.expiresAt,
				this.revokedAt, this.lastUsedAt, new Secrets(digest, this.secrets.current(), previousUntil),
				this.version);
	}

	/**
	 * Returns this key as revoked. It keeps the time when it was first revoked.
	 */
	ApiKey revoke(Instant now) {
		return (this.revokedAt != null) ? this : new ApiKey(this.id, this.name, this.scopes, this.createdBy,
				this.createdAt, this.expiresAt, now, this.lastUsedAt, this.secrets, this.version);
	}

	ApiKey usedAt(Instant now) {
		return new ApiKey(this.id, this.name, this.scopes, this.createdBy, this.createdAt, this.expiresAt,
				this.revokedAt, now, this.secrets, this.version);
	}

	@Override
	public ApiKey nextVersion() {
		return new ApiKey(this.id, this.name, this.scopes, this.createdBy, this.createdAt, this.expiresAt,
				this.revokedAt, this.lastUsedAt, this.secrets, this.version + 1);
	}

	/**
	 * The digests of the secrets of a key.
	 *
	 * @param current the digest of the secret
	 * @param previous the digest of the secret before it was rotated, null for none
	 * @param previousUntil until when the previous secret is accepted
	 */
	record Secrets(String current, @Nullable String previous, @Nullable Instant previousUntil) {

		/**
		 * Returns whether a secret is one of the key at a time.
		 */
		boolean contain(ApiKeySecret secret, Instant now) {
			String digest = secret.digest();
			return digest.equals(this.current)
					|| (digest.equals(this.previous) && this.previousUntil != null && now.isBefore(this.previousUntil));
		}

	}

}
