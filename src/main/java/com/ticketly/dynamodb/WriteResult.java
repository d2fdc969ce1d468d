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
	 * The last attempt wrote none of its items.
	 *
	 * @param reasons the reason for each item, in the order of the request
	 * @param mayBeWritten whether an earlier attempt without an answer may have written
	 * all of them
	 */
	record Refused(List<Reason> reasons, boolean mayBeWritten) implements WriteResult {

		public Refused {
			reasons = List.copyOf(reasons);
		}

	}

	/**
	 * Why a transaction was refused, for one of its items.
	 *
	 * @param condition what is known of the condition on the item
	 * @param item the attributes of the stored item if its condition failed, empty if
	 * none is stored
	 */
	record Reason(Condition condition, Map<String, AttributeValue> item) {

		/**
		 * Returns whether the condition on the item failed.
		 */
		public boolean conditionFailed() {
			return this.condition == Condition.FAILED;
		}

		/**
		 * Returns whether the condition on the item was not evaluated.
		 */
		public boolean isUndecided() {
			return this.condition == Condition.UNDECIDED;
		}

	}

	/**
	 * What is known of the condition on an item.
	 */
	enum Condition {

		/**
		 * The item is as the request expected it.
		 */
		HELD,

		FAILED,

		/**
		 * The item was not looked at, for example because another transaction was writing
		 * it.
		 */
		UNDECIDED

	}

}
