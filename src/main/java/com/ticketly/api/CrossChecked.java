package com.ticketly.api;

import java.util.List;

/**
 * Input with rules that concern several fields at once.
 */
interface CrossChecked {

	/**
	 * Checks the fields together; each of them may still be missing.
	 */
	List<FieldError> crossCheck();

	/**
	 * Checks more, once nothing else is wrong.
	 */
	default List<FieldError> crossCheckValid() {
		return List.of();
	}

}
