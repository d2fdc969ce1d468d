package com.ticketly.signin;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.ticketly.limit.ClientNetwork;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Counts the sign-ins that failed, by name and address, and by address. Nobody can lock
 * out a name at other addresses, and nobody gets around the limit with many names.
 */
public final class FailedSignIns {

	/**
	 * How many times as many sign-ins may fail from an address, with any name.
	 */
	private static final int NAMES = 4;

	/**
	 * How many counters of each kind are kept. Of more, those are forgotten that are
	 * seldom used.
	 */
	private static final int MAX_COUNTERS = 20_000;

	private final LoadingCache<NameAndAddress, Bucket> byNameAndAddress;

	private final LoadingCache<String, Address> byAddress;

	/**
	 * Creates counters.
	 * @param maxFailures how many sign-ins with a name may fail from an address in a
	 * burst; one more may fail each second
	 */
	public FailedSignIns(int maxFailures) {
		Caffeine<Object, Object> counters = Caffeine.newBuilder()
			.maximumSize(MAX_COUNTERS)
			// A counter that was not used for so long is as good as new.
			.expireAfterAccess(Duration.ofSeconds(2L * maxFailures));
		this.byNameAndAddress = counters.build((key) -> bucket(maxFailures, 1));
		this.byAddress = counters
			.build((address) -> new Address(bucket((long) NAMES * maxFailures, NAMES), new Semaphore(1, true)));
	}

	private static Bucket bucket(long capacity, long perSecond) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
			.build();
	}

	/**
	 * Begins a sign-in, which counts as failed until it has not failed.
	 * @param name identifies the name, with a length that is limited
	 * @param request the request, with the address of the client
	 * @throws TooManySignInsException when too many sign-ins failed
	 */
	public SignIn begin(String name, Authentication request) {
		return begin(name, address(request));
	}

	/**
	 * Begins a sign-in, which counts as failed until it has not failed.
	 * @param name identifies the name, with a length that is limited
	 * @param address the address of the client
	 * @throws TooManySignInsException when too many sign-ins failed
	 */
	public SignIn begin(String name, String address) {
		String network = ClientNetwork.of(address);
		Address ofAddress = this.byAddress.get(network);
		Bucket ofName = this.byNameAndAddress.get(new NameAndAddress(name, network));
		consume(ofName);
		try {
			consume(ofAddress.failures());
		}
		catch (TooManySignInsException ex) {
			ofName.addTokens(1);
			throw ex;
		}
		return new SignIn(ofName, ofAddress);
	}

	private static void consume(Bucket bucket) {
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new TooManySignInsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
	}

	private static String address(Authentication request) {
		return (request.getDetails() instanceof WebAuthenticationDetails details && details.getRemoteAddress() != null)
				? details.getRemoteAddress() : "unknown";
	}

	private record NameAndAddress(String name, String network) {
	}

	/**
	 * The sign-ins of an address.
	 *
	 * @param failures how many may still fail
	 * @param permit lets one at a time be checked
	 */
	private record Address(Bucket failures, Semaphore permit) {
	}

	/**
	 * A sign-in that has begun.
	 */
	public static final class SignIn {

		private final Bucket ofName;

		private final Address ofAddress;

		private SignIn(Bucket ofName, Address ofAddress) {
			this.ofName = ofName;
			this.ofAddress = ofAddress;
		}

		/**
		 * Returns the permit that a check of the password needs.
		 */
		public Semaphore permit() {
			return this.ofAddress.permit();
		}

		/**
		 * Ends the sign-in without counting it.
		 */
		public void hasNotFailed() {
			this.ofName.addTokens(1);
			this.ofAddress.failures().addTokens(1);
		}

	}

}
