package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Checks how many round trips to DynamoDB the service waits for, regardless of time. The
 * requests of a round trip are only sent once all of them are about to be sent. If the
 * service waits for the response of one before it sends another, they fail.
 */
public final class RoundTrips implements ExecutionInterceptor {

	// Only reached by requests that are not sent together.
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private volatile @Nullable Expectation expectation;

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		Expectation current = this.expectation;
		if (current != null) {
			current.await();
		}
	}

	/**
	 * Expects round trips from now on.
	 * @param requests the number of requests in each round trip
	 */
	public void expect(int... requests) {
		this.expectation = new Expectation(requests);
	}

	/**
	 * Returns whether all expected requests were sent, and no other. Later requests are
	 * not checked.
	 */
	public boolean areAsExpected() {
		Expectation current = this.expectation;
		this.expectation = null;
		return current != null && current.isMet();
	}

	/**
	 * The requests that are expected.
	 */
	private static final class Expectation {

		private final AtomicInteger sent = new AtomicInteger();

		private final CyclicBarrier[] roundTrips;

		private final int[] requests;

		Expectation(int... requests) {
			this.requests = requests.clone();
			this.roundTrips = new CyclicBarrier[requests.length];
			for (int i = 0; i < requests.length; i++) {
				this.roundTrips[i] = new CyclicBarrier(requests[i]);
			}
		}

		void await() {
			int before = this.sent.getAndIncrement();
			try {
				for (int i = 0; i < this.requests.length; i++) {
					if (before < this.requests[i]) {
						this.roundTrips[i].await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
						return;
					}
					before -= this.requests[i];
				}
			}
			catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
				throw new IllegalStateException("Requests were not sent together", ex);
			}
		}

		boolean isMet() {
			int expected = 0;
			for (int request : this.requests) {
				expected += request;
			}
			return this.sent.get() == expected;
		}

	}

}
