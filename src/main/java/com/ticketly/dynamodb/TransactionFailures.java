package com.ticketly.dynamodb;

import java.util.Map;
import java.util.Set;

import com.ticketly.dynamodb.WriteResult.Condition;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Decides what the failure of a transaction means.
 */
final class TransactionFailures {

	private static final String CONDITION_FAILED = "ConditionalCheckFailed";

	private static final String NONE = "None";

	private static final String CONFLICT = "TransactionConflict";

	private static final Set<String> TRANSIENT = Set.of("ThrottlingError", "ProvisionedThroughputExceeded", CONFLICT);

	private TransactionFailures() {
	}

	/**
	 * Returns whether the transaction may have been written although the request failed.
	 * Retries by the SDK count as attempts: only a refusal of the very first attempt is
	 * certain.
	 */
	static boolean isUnknown(SdkException ex) {
		return !(ex instanceof TransactionCanceledException) && (ex instanceof SdkClientException
				|| ex instanceof TransactionInProgressException || ex.numAttempts() > 1
				|| (ex instanceof AwsServiceException answer && answer.statusCode() >= 500));
	}

	/**
	 * Returns whether nothing was written, and the same request may succeed later.
	 */
	static boolean isTransient(SdkException ex) {
		return ex instanceof TransactionCanceledException canceled ? hasReason(canceled, TRANSIENT)
				: ex instanceof AwsServiceException answer && answer.isThrottlingException();
	}

	/**
	 * Returns whether the caller must read the data again, because a condition failed or
	 * a conflict is not to be retried.
	 * @param retriesConflicts whether a conflict with another write is transient
	 */
	static boolean isRefusal(TransactionCanceledException ex, boolean retriesConflicts) {
		return hasReason(ex, retriesConflicts ? Set.of(CONDITION_FAILED) : Set.of(CONDITION_FAILED, CONFLICT));
	}

	private static boolean hasReason(TransactionCanceledException ex, Set<String> codes) {
		return ex.cancellationReasons().stream().anyMatch((reason) -> codes.contains(reason.code()));
	}

	/**
	 * Returns the result of a refused transaction.
	 * @param unknown whether an attempt before the request has no certain outcome
	 */
	static WriteResult.Refused refused(TransactionCanceledException ex, boolean unknown) {
		return new WriteResult.Refused(ex.cancellationReasons().stream().map(TransactionFailures::reason).toList(),
				unknown || ex.numAttempts() > 1);
	}

	private static WriteResult.Reason reason(CancellationReason reason) {
		Condition condition = switch (reason.code()) {
			case CONDITION_FAILED -> Condition.FAILED;
			case NONE -> Condition.HELD;
			case null, default -> Condition.UNDECIDED;
		};
		return new WriteResult.Reason(condition, reason.hasItem() ? reason.item() : Map.of());
	}

}
