package com.ticketly.sale;

/**
 * Why a slot cannot have certain terms.
 */
public enum SaleProblem {

	FROM_CONTRADICTORY("salesFrom", "must be salesFromMinutesBefore minutes before startTime, or be omitted"),

	UNTIL_CONTRADICTORY("salesUntil", "must be salesUntilMinutesBefore minutes before startTime, or be omitted"),

	PRESALE_CONTRADICTORY("presaleFrom", "must be presaleFromMinutesBefore minutes before startTime, or be omitted"),

	UNTIL_AFTER_END("salesUntil", "must not be after endTime"),

	FROM_NOT_BEFORE_UNTIL("salesFrom", "must be before salesUntil"),

	FROM_NOT_BEFORE_END("salesFrom", "must be before endTime"),

	PRESALE_NOT_BEFORE_FROM("presaleFrom", "must be before salesFrom, which is required with it"),

	CODE_MISSING("presaleCode", "is required with presaleFrom"),

	PRESALE_MISSING("presaleFrom", "is required with presaleCode");

	private final String field;

	private final String reason;

	SaleProblem(String field, String reason) {
		this.field = field;
		this.reason = reason;
	}

	/**
	 * Returns the name of the field of the terms.
	 */
	public String field() {
		return this.field;
	}

	/**
	 * Returns what is wrong with it.
	 */
	public String reason() {
		return this.reason;
	}

}
