package com.ticketly.security;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets an address fail to sign in only so often: passwords cannot be guessed, and the
 * cost of checking them, high by design, cannot be used to keep the service busy.
 */
final class SignInLimit implements AuthenticationProvider {

	private final AuthenticationProvider signIn;

	private final LoadingCache<String, Bucket> failures;

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
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		Bucket bucket = this.failures.get(address(authentication));
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new TooManySignInsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
		Authentication signedIn = this.signIn.authenticate(authentication);
		// Only failures count.
		bucket.addTokens(1);
		return signedIn;
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
