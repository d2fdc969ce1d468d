package com.ticketly.security;

import java.util.Optional;

import com.ticketly.apikey.ApiKey;
import com.ticketly.apikey.ApiKeyCheck;
import com.ticketly.apikey.ApiKeySecret;
import com.ticketly.signin.FailedSignIns;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates bearer tokens that are API keys. The name of the caller is the id of the
 * key, and its authorities are the scopes.
 * <p>
 * A key that this instance knows costs no read. Any other is read, within the limits of
 * {@link FailedSignIns}, because it may have been created or rotated at another instance.
 */
final class ApiKeyAuthenticationProvider implements AuthenticationProvider {

	private final ApiKeyCheck keys;

	private final FailedSignIns failures;

	ApiKeyAuthenticationProvider(ApiKeyCheck keys, int maxFailures) {
		this.keys = keys;
		this.failures = new FailedSignIns(maxFailures);
	}

	/**
	 * Returns null for a token that is no key.
	 */
	@Override
	public @Nullable Authentication authenticate(Authentication request) {
		String token = ((BearerTokenAuthenticationToken) request).getToken();
		if (!token.startsWith(ApiKeySecret.PREFIX)) {
			return null;
		}
		ApiKey key = ApiKeySecret.parse(token)
			.flatMap((secret) -> find(secret, request))
			.filter(this.keys::isActive)
			.orElseThrow(() -> new InvalidBearerTokenException("The key is unknown, expired, or revoked"));
		this.keys.recordUse(key);
		return UsernamePasswordAuthenticationToken.authenticated(key.id().value(), null,
				key.scopes().stream().map((scope) -> new SimpleGrantedAuthority(scope.authority())).toList());
	}

	private Optional<ApiKey> find(ApiKeySecret secret, Authentication request) {
		try {
			return this.keys.known(secret).or(() -> read(secret, request));
		}
		catch (SdkException ex) {
			throw new AuthenticationServiceException("The key could not be read", ex);
		}
	}

	private Optional<ApiKey> read(ApiKeySecret secret, Authentication request) {
		FailedSignIns.SignIn signIn = this.failures.begin(secret.id().value(), request);
		Optional<ApiKey> key = this.keys.read(secret);
		if (key.isPresent()) {
			signIn.hasNotFailed();
		}
		return key;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
