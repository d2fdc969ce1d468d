package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
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

	private static final Logger logger = LoggerFactory.getLogger(Transactions.class);

	private static final String CONDITION_FAILED = "ConditionalCheckFailed";

	/**
	 * Reasons for which the caller has to look at the data again.
	 */
	private static final Set<String> REFUSALS = Set.of(CONDITION_FAILED, "TransactionConflict");

	private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

	private static final BackoffStrategy backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(50),
			Duration.ofSeconds(2));

	private final DynamoDbEnhancedClient client;

	Transactions(DynamoDbEnhancedClient client) {
		this.client = client;
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
		for (int attempt = 1;; attempt++) {
			try {
				this.client.transactWriteItems(request);
				return new WriteResult.Written();
			}
			catch (TransactionCanceledException ex) {
				if (hasReason(ex, REFUSALS)) {
					return refused(ex);
				}
				if (!hasReason(ex, THROTTLED)) {
					throw ex;
				}
			}
			catch (AbortedException ex) {
				throw ex;
			}
			catch (TransactionInProgressException | SdkClientException ex) {
				logger.warn("A transaction's outcome is unknown, asking again: {}", ex.toString());
			}
			catch (AwsServiceException ex) {
				if (!ex.isThrottlingException() && ex.statusCode() < 500) {
					throw ex;
				}
				logger.warn("DynamoDB could not answer a transaction, asking again: {}", ex.toString());
			}
			Backoff.pause(backoff, attempt);
		}
	}

	private static boolean hasReason(TransactionCanceledException ex, Set<String> codes) {
		return ex.cancellationReasons().stream().anyMatch((reason) -> codes.contains(reason.code()));
	}

	private static WriteResult.Refused refused(TransactionCanceledException ex) {
		return new WriteResult.Refused(
				ex.cancellationReasons().stream().map((reason) -> CONDITION_FAILED.equals(reason.code())).toList());
	}

}
