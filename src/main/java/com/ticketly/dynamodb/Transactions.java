package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import org.springframework.stereotype.Component;

/**
 * Writes transactions until it is certain whether they are written.
 * <p>
 * A time-out or a lost connection leaves the outcome unknown. The same request with the
 * same {@code ClientRequestToken} is then sent again, which DynamoDB answers without
 * writing twice <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">for
 * 10 minutes</a>. After that the conditions of the request decide, so every request needs
 * one that its own success ends.
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

	private static final String CONDITION_FAILED = "ConditionalCheckFailed";

	private static final String CONFLICT = "TransactionConflict";

	/**
	 * Reasons that pass, so that the same request may succeed later.
	 */
	private static final Set<String> PASSING = Set.of("ThrottlingError", "ProvisionedThroughputExceeded", CONFLICT);

	/**
	 * A partition that is throttled has units again within a second, so that more than
	 * half of one is waited for nothing.
	 */
	private static final BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(50),
			Duration.ofMillis(500));

	/**
	 * How long callers wait for items that nobody else knows of yet.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final DynamoDbEnhancedClient client;

	private final Counter retries;

	Transactions(DynamoDbEnhancedClient client, MeterRegistry registry) {
		this.client = client;
		this.retries = DynamoDbMeters.retries(registry);
	}

	/**
	 * Writes a transaction, for as long as it takes to learn its outcome.
	 * @param request the items, with a {@code ClientRequestToken}
	 * @throws SdkException when DynamoDB says that it cannot do the request, in which
	 * case nothing is written
	 * @throws AbortedException when the thread is interrupted, in which case the outcome
	 * stays unknown
	 */
	public WriteResult write(TransactWriteItemsEnhancedRequest request) {
		return write(request, Long.MAX_VALUE, false);
	}

	/**
	 * Writes new items, for {@code 10 s} at most.
	 * @param request the items on the condition that they are new, with a
	 * {@code ClientRequestToken}
	 * @return refused when one of them exists, which an earlier try may have written
	 * @throws SdkException when there is no answer in time, in which case the outcome
	 * stays unknown
	 */
	public WriteResult writeNew(TransactWriteItemsEnhancedRequest request) {
		return write(request, PATIENCE.toNanos(), true);
	}

	/**
	 * Writes new items that others may be writing as well, for {@code 10 s} at most.
	 * @param request the items on the condition that they are new, with a
	 * {@code ClientRequestToken}
	 * @return refused when one of them exists, which an earlier try may have written, or
	 * is being written
	 * @throws SdkException when there is no answer in time, in which case the outcome
	 * stays unknown
	 */
	public WriteResult writeNewUnlessTaken(TransactWriteItemsEnhancedRequest request) {
		return write(request, PATIENCE.toNanos(), false);
	}

	private WriteResult write(TransactWriteItemsEnhancedRequest request, long patience, boolean passesConflicts) {
		long start = System.nanoTime();
		boolean unknown = false;
		for (int attempt = 1;; attempt++) {
			try {
				this.client.transactWriteItems(request);
				return new WriteResult.Written();
			}
			catch (SdkException ex) {
				if (ex instanceof TransactionCanceledException canceled && isAnswer(canceled, passesConflicts)) {
					return refused(canceled);
				}
				if (ex instanceof AbortedException || System.nanoTime() - start >= patience) {
					throw ex;
				}
				unknown |= isUnknown(ex);
				if (!unknown && !isPassing(ex)) {
					throw ex;
				}
				logger.warn("A transaction has no outcome yet, asking again: {}", ex.toString());
			}
			Backoff.pause(backoff, attempt);
			this.retries.increment();
		}
	}

	/**
	 * Returns whether the request may be written although it failed. The SDK's own tries
	 * count: only the first try of all can be refused for certain.
	 */
	private static boolean isUnknown(SdkException ex) {
		return !(ex instanceof TransactionCanceledException) && (ex instanceof SdkClientException
				|| ex instanceof TransactionInProgressException || ex.numAttempts() > 1
				|| (ex instanceof AwsServiceException answer && answer.statusCode() >= 500));
	}

	private static boolean isPassing(SdkException ex) {
		return ex instanceof TransactionCanceledException canceled ? hasReason(canceled, PASSING)
				: ex instanceof AwsServiceException answer && answer.isThrottlingException();
	}

	/**
	 * Returns whether the caller has to look at the data again.
	 */
	private static boolean isAnswer(TransactionCanceledException ex, boolean passesConflicts) {
		return hasReason(ex, passesConflicts ? Set.of(CONDITION_FAILED) : Set.of(CONDITION_FAILED, CONFLICT));
	}

	private static boolean hasReason(TransactionCanceledException ex, Set<String> codes) {
		return ex.cancellationReasons().stream().anyMatch((reason) -> codes.contains(reason.code()));
	}

	private static WriteResult.Refused refused(TransactionCanceledException ex) {
		return new WriteResult.Refused(ex.cancellationReasons().stream().map(Transactions::reason).toList());
	}

	private static WriteResult.Reason reason(CancellationReason reason) {
		return new WriteResult.Reason(CONDITION_FAILED.equals(reason.code()),
				reason.hasItem() ? reason.item() : Map.of());
	}

}
