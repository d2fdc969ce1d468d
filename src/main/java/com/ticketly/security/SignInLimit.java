package com.ticketly.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
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
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Keeps the cost of checking passwords, which is high by design, from keeping the service
 * busy: an address may fail only so often, passwords are checked one at a time, and one
 * that was right is right for a minute.
 */
final class SignInLimit implements AuthenticationProvider {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration REMEMBERED = Duration.ofMinutes(1);

	private final AuthenticationProvider signIn;

	private final LoadingCache<String, Bucket> failures;

	private final Cache<String, Authentication> known = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfterWrite(REMEMBERED)
		.build();

	private final Semaphore oneAtATime = new Semaphore(1, true);

	private final byte[] salt = new byte[32];

	/**
	 * Makes the limit.
	 * @param signIn checks names and passwords
	 * @param failures how many sign-ins an address may fail at once; it regains one a
	 * second
	 */
	SignInLimit(AuthenticationProvider signIn, int failures) {
		this.signIn = signIn;
		this.failures = Caffeine.newBuilder()
			.maximumSize(100_000)
			.expireAfterAccess(Duration.ofSeconds(2L * failures))
			.build((address) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(failures).refillGreedy(1, Duration.ofSeconds(1)))
				.build());
		new SecureRandom().nextBytes(this.salt);
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		String key = key(authentication);
		Authentication known = this.known.getIfPresent(key);
		return (known != null) ? known : check(authentication, key);
	}

	private @Nullable Authentication check(Authentication authentication, String key) {
		Bucket bucket = this.failures.get(address(authentication));
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new TooManySignInsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
		waitForTurn();
		try {
			Authentication known = this.known.getIfPresent(key);
			Authentication signedIn = (known != null) ? known : this.signIn.authenticate(authentication);
			if (signedIn != null) {
				this.known.put(key, signedIn);
			}
			// Only failures count.
			bucket.addTokens(1);
			return signedIn;
		}
		finally {
			this.oneAtATime.release();
		}
	}

	private void waitForTurn() {
		try {
			if (this.oneAtATime.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new TooManySignInsException(PATIENCE);
	}

	/**
	 * Returns what stands for a name and a password while the process lives.
	 */
	private String key(Authentication authentication) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(this.salt);
			digest.update(authentication.getName().getBytes(StandardCharsets.UTF_8));
			digest.update((byte) 0);
			digest.update(String.valueOf(authentication.getCredentials()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String address(Authentication authentication) {
		return (authentication.getDetails() instanceof WebAuthenticationDetails details
				&& details.getRemoteAddress() != null) ? details.getRemoteAddress() : "unknown";
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.signIn.supports(authentication);
	}

}
