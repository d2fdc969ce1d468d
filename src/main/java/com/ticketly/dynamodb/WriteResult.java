package com.ticketly.dynamodb;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The outcome of a transaction.
 */
public sealed interface WriteResult {

	/**
	 * All of its items are written.
	 */
	record Written() implements WriteResult {
	}

	/**
	 * None of its items is written.
	 *
	 * @param reasons the reason for each item, in the order of the request
	 */
	record Refused(List<Reason> reasons) implements WriteResult {

		public Refused {
			reasons = List.copyOf(reasons);
		}

	}

	/**
	 * Why a transaction was refused, for one of its items. If no condition failed, the
	 * transaction conflicted with a concurrent write.
	 *
	 * @param conditionFailed whether the condition on the item failed
	 * @param item the attributes of the stored item if its condition failed, empty if
	 * none is stored
	 */
	record Reason(boolean conditionFailed, Map<String, AttributeValue> item) {
	}

}
