package com.ticketly.apikey;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.ticketly.apikey.ApiKeys.IssuedKey;
import com.ticketly.http.InvalidRequestException;
import com.ticketly.http.Problems;
import com.ticketly.input.Input;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * API keys.
 */
@RestController
@RequestMapping(path = "/v1/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Keys")
@SecurityRequirement(name = "operator")
record KeyRestController(ApiKeys keys, ApiKeyCheck check, ApiKeyProperties properties, Scopes scopes, Clock clock) {

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "201", useReturnTypeSchema = true)
	ResponseEntity<KeyView> createKey(@Input KeyInput input, Authentication caller) {
		if (input.expiresAt() != null && !input.expiresAt().isAfter(this.clock.instant())) {
			throw new InvalidRequestException("expiresAt", "must be in the future");
		}
		this.scopes.require(caller, input.toScopes());
		KeyView created = issued(this.keys
			.create(Objects.requireNonNull(input.name()), input.toScopes(), input.expiresAt(), caller.getName())
			.orElseThrow(this.properties::tooMany));
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath()
			.pathSegment("v1", "keys", created.keyId())
			.build()
			.toUri();
		return ResponseEntity.created(location).body(created);
	}

	@GetMapping
	List<KeyView> listKeys() {
		return this.keys.all().stream().map(this::view).toList();
	}

	@GetMapping("/{keyId}")
	KeyView getKey(@PathVariable ApiKeyId keyId) {
		return view(find(keyId));
	}

	@PostMapping(path = "/{keyId}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
	KeyView rotateKey(@Input KeyInput.Rotation input, Authentication caller, @PathVariable ApiKeyId keyId) {
		this.scopes.require(caller, find(keyId).scopes());
		return issued(this.keys.rotate(keyId, input.overlap()).orElseThrow(Problems.Type.KEY_ENDED::exception));
	}

	@DeleteMapping("/{keyId}")
	KeyView revokeKey(@PathVariable ApiKeyId keyId) {
		ApiKey key = this.keys.revoke(keyId).orElseThrow(Problems.Type.KEY_NOT_FOUND::exception);
		this.check.forget();
		return view(key);
	}

	private ApiKey find(ApiKeyId keyId) {
		return this.keys.find(keyId).orElseThrow(Problems.Type.KEY_NOT_FOUND::exception);
	}

	private KeyView issued(IssuedKey issued) {
		this.check.forget();
		return KeyView.of(issued.key(), this.clock.instant(), issued.secret().text());
	}

	private KeyView view(ApiKey key) {
		return KeyView.of(key, this.clock.instant(), null);
	}

	/**
	 * An API key in a response.
	 *
	 * @param lastUsedAt when it was last used, to within ten minutes; absent if it was
	 * not
	 * @param key the secret, only where it was made
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "Key")
	record KeyView(String keyId, String name, List<Scope> scopes, ApiKeyStatus keyStatus, String createdBy,
			Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant revokedAt, @Nullable Instant lastUsedAt,
			@Nullable String key) {

		static KeyView of(ApiKey key, Instant now, @Nullable String secret) {
			return new KeyView(key.id().value(), key.name(), key.scopes().stream().sorted().toList(), key.statusAt(now),
					key.createdBy(), key.createdAt(), key.expiresAt(), key.revokedAt(), key.lastUsedAt(), secret);
		}

	}

}
