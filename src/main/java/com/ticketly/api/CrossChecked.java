package com.ticketly.api;

import java.util.List;
import java.util.Set;

/**
 * Input with rules that concern several fields at once.
 */
interface CrossChecked {

	/**
	 * Checks the fields together; each of them may still be missing.
	 * @param given which fields the request has, though some may be unreadable
	 */
	List<FieldError> crossCheck(Set<String> given);

	/**
	 * Checks more, once nothing else is wrong.
	 */
	default List<FieldError> crossCheckValid() {
		return List.of();
	}

}
