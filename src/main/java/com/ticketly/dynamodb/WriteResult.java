package com.ticketly.dynamodb;

import java.util.List;

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
	 * @param conditionFailed for each item, in the order of the request, whether its
	 * condition did not hold; all false when it only came at the same time as another
	 * transaction
	 */
	record Refused(List<Boolean> conditionFailed) implements WriteResult {

		public Refused {
			conditionFailed = List.copyOf(conditionFailed);
		}

	}

}
