package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
		this.expectation = new Expectation(Arrays.stream(requests)
			.boxed()
			.flatMap((count) -> Collections.nCopies(count, new CyclicBarrier(count)).stream())
			.toList(), new AtomicInteger());
	}

	/**
	 * Returns whether all expected requests were sent, and no other. Later requests are
	 * not checked.
	 */
	public boolean areAsExpected() {
		Expectation current = this.expectation;
		this.expectation = null;
		return current != null && current.sent().get() == current.roundTrips().size();
	}

	/**
	 * The requests that are expected.
	 *
	 * @param roundTrips a barrier for each request, shared by those of a round trip
	 */
	private record Expectation(List<CyclicBarrier> roundTrips, AtomicInteger sent) {

		private void await() {
			int request = this.sent.getAndIncrement();
			try {
				if (request < this.roundTrips.size()) {
					this.roundTrips.get(request).await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
				}
			}
			catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
				throw new IllegalStateException("Requests were not sent together", ex);
			}
		}

	}

}
