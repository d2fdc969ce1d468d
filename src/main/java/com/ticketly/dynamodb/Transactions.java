package com.ticketly.dynamodb;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.springframework.stereotype.Component;

/**
 * Writes transactions until it is certain whether they are written.
 * <p>
 * A timeout or a lost connection leaves the outcome unknown. The same request is then
 * sent again with the same {@code ClientRequestToken}, which DynamoDB answers without
 * writing twice <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">for
 * 10 minutes</a>. After that time the conditions of the request decide. Every request
 * therefore needs a token, and a condition that no longer holds once it is written.
 */
@Component
public class Transactions {

	/**
	 * How many items a <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">transaction</a>
	 * takes.
	 */
	public static final int MAX_ITEMS = 100;

	private static final Logger logger = LoggerFactory.getLogger(Transactions.class);

	/**
	 * A throttled partition has units again within a second.
	 */
	private static final BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(50),
			Duration.ofMillis(500));

	/**
	 * Nothing refers to new items yet, so their outcome may stay unknown.
	 */
	private static final Duration NEW_ITEMS_TIMEOUT = Duration.ofSeconds(10);

	private final DynamoDbEnhancedClient client;

	private final Counter retries;

	Transactions(DynamoDbEnhancedClient client, MeterRegistry registry) {
		this.client = client;
		this.retries = DynamoDbMeters.retries(registry);
	}

	/**
	 * Writes a transaction, and retries until its outcome is certain, without regard to
	 * the deadline of the thread.
	 * @throws SdkException when DynamoDB rejects the request; nothing is written
	 * @throws AbortedException when the thread is interrupted; the outcome stays unknown
	 */
	public WriteResult write(TransactWriteItemsEnhancedRequest request) {
		return Deadline.unlimited(() -> write(request, Long.MAX_VALUE, false));
	}

	/**
	 * Writes items on the condition that they are new, for {@code 10 s} at most, and not
	 * after the deadline of the thread.
	 * @return refused when one of them exists, which an earlier attempt may have written
	 * @throws SdkException when there is no answer in time; the outcome stays unknown
	 */
	public WriteResult writeNew(TransactWriteItemsEnhancedRequest request) {
		return writeNew(request, true);
	}

	/**
	 * Writes new items as {@link #writeNew} does, but also refuses them when another
	 * transaction is writing one.
	 */
	public WriteResult writeNewUnlessTaken(TransactWriteItemsEnhancedRequest request) {
		return writeNew(request, false);
	}

	private WriteResult writeNew(TransactWriteItemsEnhancedRequest request, boolean retriesConflicts) {
		long remaining = Deadline.current().map(Deadline::remainingNanos).orElse(Long.MAX_VALUE);
		return write(request, Math.min(NEW_ITEMS_TIMEOUT.toNanos(), remaining), retriesConflicts);
	}

	private WriteResult write(TransactWriteItemsEnhancedRequest request, long timeoutNanos, boolean retriesConflicts) {
		long start = System.nanoTime();
		boolean unknown = false;
		for (int attempt = 1;; attempt++) {
			try {
				this.client.transactWriteItems(request);
				return new WriteResult.Written();
			}
			catch (SdkException ex) {
				if (ex instanceof TransactionCanceledException canceled
						&& TransactionFailures.isRefusal(canceled, retriesConflicts)) {
					return TransactionFailures.refused(canceled, unknown);
				}
				if (ex instanceof AbortedException || System.nanoTime() - start >= timeoutNanos) {
					throw ex;
				}
				unknown |= TransactionFailures.isUnknown(ex);
				if (!unknown && !TransactionFailures.isTransient(ex)) {
					throw ex;
				}
				logger.warn("A transaction has no certain outcome, retrying: {}", ex.toString());
			}
			Backoff.pause(backoff, attempt);
			this.retries.increment();
		}
	}

}
