package com.ticketly.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.stereotype.Component;

/**
 * Finds the key of a secret. An instance remembers all keys for less than ten seconds,
 * and reads them again in the background while they are used, so that requests seldom
 * wait for a read.
 */
@Component
public class ApiKeyCheck {

	/**
	 * When keys are read again, without delaying requests.
	 */
	private static final Duration REFRESHED_AFTER = Duration.ofSeconds(4);

	/**
	 * How long a key may still be accepted that another instance has revoked, from the
	 * beginning of a read.
	 */
	private static final Duration MAX_AGE = Duration.ofSeconds(9);

	/**
	 * How seldom an instance records that a key is used.
	 */
	private static final Duration RECORDED_EVERY = Duration.ofMinutes(10);

	private static final String ALL = "all";

	private static final Logger logger = LoggerFactory.getLogger(ApiKeyCheck.class);

	private final Clock clock;

	private final ApiKeys keys;

	private final LoadingCache<String, Known> known;

	private final Cache<ApiKeyId, Boolean> recorded = Caffeine.newBuilder().expireAfterWrite(RECORDED_EVERY).build();

	ApiKeyCheck(Clock clock, ApiKeys keys) {
		this.clock = clock;
		this.keys = keys;
		this.known = Caffeine.newBuilder()
			.refreshAfterWrite(REFRESHED_AFTER)
			.expireAfter(
					Expiry.<String, Known>writing((_, read) -> MAX_AGE.minusNanos(System.nanoTime() - read.begun())))
			.executor(Thread::startVirtualThread)
			.build((_) -> Known.read(keys));
	}

	/**
	 * Returns the key of a secret, as this instance knows it.
	 * @return the key, which may have expired or been revoked; empty if the secret is
	 * wrong, or newer than what this instance knows
	 * @throws SdkException if the keys must be read first, and there is no answer
	 */
	public Optional<ApiKey> known(ApiKeySecret secret) {
		return matching(Optional.ofNullable(this.known.get(ALL).keys().get(secret.id())), secret);
	}

	/**
	 * Returns the key of a secret as it is stored.
	 * @throws SdkException if there is no answer
	 */
	public Optional<ApiKey> read(ApiKeySecret secret) {
		Optional<ApiKey> key = matching(this.keys.find(secret.id()), secret);
		if (key.isPresent()) {
			forget();
		}
		return key;
	}

	private Optional<ApiKey> matching(Optional<ApiKey> key, ApiKeySecret secret) {
		Instant now = this.clock.instant();
		return key.filter((found) -> found.secrets().contain(secret, now));
	}

	/**
	 * Returns whether a key can be used now.
	 */
	public boolean isActive(ApiKey key) {
		return key.statusAt(this.clock.instant()) == ApiKeyStatus.ACTIVE;
	}

	/**
	 * Makes the next request read all keys, because one has changed.
	 */
	public void forget() {
		this.known.invalidate(ALL);
	}

	/**
	 * Records that a key is used, seldom and in the background.
	 */
	public void recordUse(ApiKey key) {
		if (this.recorded.asMap().putIfAbsent(key.id(), true) == null) {
			Thread.startVirtualThread(() -> {
				try {
					this.keys.recordUse(key.id());
				}
				catch (SdkException ex) {
					logger.debug("The use of key {} was not recorded", key.id(), ex);
				}
			});
		}
	}

	/**
	 * All keys as they were read.
	 *
	 * @param begun when the read began, by {@link System#nanoTime()}
	 */
	private record Known(Map<ApiKeyId, ApiKey> keys, long begun) {

		private static Known read(ApiKeys keys) {
			long begun = System.nanoTime();
			return new Known(keys.all().stream().collect(Collectors.toMap(ApiKey::id, Function.identity())), begun);
		}

	}

}
