package com.ticketly.security;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ticketly.signin.FailedSignIns;
import com.ticketly.signin.TooManySignInsException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.token.Sha512DigestUtils;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Limits the CPU time spent on password hashes, which are expensive by design.
 * <p>
 * A name and a password that were right before are right at once, whatever fails
 * meanwhile: accounts do not change while the service runs. All others are checked within
 * the limits of {@link FailedSignIns}, one at a time for an address, and on half of the
 * processors at most.
 */
final class ThrottlingAuthenticationProvider implements AuthenticationProvider {

	private static final Duration MAX_WAIT = Duration.ofSeconds(2);

	private final AuthenticationProvider delegate;

	private final FailedSignIns failures;

	private final Cache<String, Authentication> authenticated = Caffeine.newBuilder().maximumSize(1000).build();

	private final Semaphore permits = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

	private final String salt = HexFormat.of().formatHex(KeyGenerators.secureRandom(32).generateKey());

	ThrottlingAuthenticationProvider(AuthenticationProvider delegate, int maxFailures) {
		this.delegate = delegate;
		this.failures = new FailedSignIns(maxFailures);
	}

	/**
	 * Signs in with credentials in advance, if they are right.
	 */
	void remember(Authentication authentication) {
		try {
			authenticate(authentication);
		}
		catch (BadCredentialsException ex) {
			// The account does not have this password, such as that of the local run.
		}
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		String key = digest(authentication.getName() + '\0' + authentication.getCredentials());
		Authentication cached = this.authenticated.getIfPresent(key);
		return (cached != null) ? cached : check(authentication, key);
	}

	private @Nullable Authentication check(Authentication authentication, String key) {
		FailedSignIns.SignIn signIn = this.failures.begin(digest(authentication.getName()), authentication);
		boolean failed = false;
		try {
			long end = System.nanoTime() + MAX_WAIT.toNanos();
			acquire(signIn.permit(), end);
			try {
				return check(authentication, key, end);
			}
			finally {
				signIn.permit().release();
			}
		}
		catch (TooManySignInsException ex) {
			throw ex;
		}
		catch (AuthenticationException ex) {
			failed = true;
			throw ex;
		}
		finally {
			if (!failed) {
				signIn.hasNotFailed();
			}
		}
	}

	private @Nullable Authentication check(Authentication authentication, String key, long end) {
		acquire(this.permits, end);
		try {
			Authentication cached = this.authenticated.getIfPresent(key);
			Authentication signedIn = (cached != null) ? cached : this.delegate.authenticate(authentication);
			if (signedIn != null) {
				this.authenticated.put(key, signedIn);
			}
			return signedIn;
		}
		finally {
			this.permits.release();
		}
	}

	private static void acquire(Semaphore permits, long end) {
		try {
			if (permits.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new TooManySignInsException(MAX_WAIT);
	}

	/**
	 * Returns a salted digest. The salt exists only in this process.
	 */
	private String digest(String text) {
		return Sha512DigestUtils.shaHex(this.salt + text);
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

}
