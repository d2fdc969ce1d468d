package com.ticketly.security;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.token.Sha512DigestUtils;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Limits the CPU time spent on password hashes, which are expensive by design. It limits
 * the rate of failed sign-ins from one address, checks one password at a time, and caches
 * successful sign-ins for one minute.
 */
final class ThrottlingAuthenticationProvider implements AuthenticationProvider {

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	private final AuthenticationProvider delegate;

	private final LoadingCache<String, Bucket> failuresByAddress;

	private final Cache<String, Authentication> authenticated = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	private final Semaphore permit = new Semaphore(1, true);

	private final String salt = HexFormat.of().formatHex(KeyGenerators.secureRandom(32).generateKey());

	ThrottlingAuthenticationProvider(AuthenticationProvider delegate, int maxFailures) {
		this.delegate = delegate;
		this.failuresByAddress = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterAccess(Duration.ofSeconds(2L * maxFailures))
			.build((address) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(maxFailures).refillGreedy(1, Duration.ofSeconds(1)))
				.build());
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		String key = key(authentication);
		Authentication cached = this.authenticated.getIfPresent(key);
		return (cached != null) ? cached : check(authentication, key);
	}

	private @Nullable Authentication check(Authentication authentication, String key) {
		Bucket bucket = this.failuresByAddress.get(address(authentication));
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new TooManySignInsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
		acquirePermit();
		try {
			Authentication cached = this.authenticated.getIfPresent(key);
			Authentication signedIn = (cached != null) ? cached : this.delegate.authenticate(authentication);
			if (signedIn != null) {
				this.authenticated.put(key, signedIn);
			}
			// A successful sign-in does not count against the limit.
			bucket.addTokens(1);
			return signedIn;
		}
		finally {
			this.permit.release();
		}
	}

	private void acquirePermit() {
		try {
			if (this.permit.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new TooManySignInsException(MAX_WAIT);
	}

	/**
	 * Returns a salted digest of a user name and a password. The salt exists only in this
	 * process.
	 */
	private String key(Authentication authentication) {
		return Sha512DigestUtils.shaHex(this.salt + authentication.getName() + '\0' + authentication.getCredentials());
	}

	private static String address(Authentication authentication) {
		return (authentication.getDetails() instanceof WebAuthenticationDetails details
				&& details.getRemoteAddress() != null) ? details.getRemoteAddress() : "unknown";
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

}
