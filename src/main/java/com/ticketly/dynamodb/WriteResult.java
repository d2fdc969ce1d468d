package com.ticketly.dynamodb;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How a transaction ended.
 */
public sealed interface WriteResult {

	/**
	 * All of it is written.
	 */
	record Written() implements WriteResult {
	}

	/**
	 * Nothing of it is written.
	 *
	 * @param reasons what each item says to it, in the order of the request
	 */
	record Refused(List<Reason> reasons) implements WriteResult {

		public Refused {
			reasons = List.copyOf(reasons);
		}

	}

	/**
	 * What an item says to a transaction that is refused.
	 *
	 * @param conditionFailed whether its condition did not hold; where none failed, the
	 * transaction only came at the same time as another
	 * @param item the item as it is, empty where it does not exist or its condition held
	 */
	record Reason(boolean conditionFailed, Map<String, AttributeValue> item) {
	}

}
