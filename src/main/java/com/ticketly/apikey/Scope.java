package com.ticketly.apikey;

/**
 * What the holder of a key or a token may do.
 */
public enum Scope {

	/**
	 * Schedules, changes, and cancels slots and shows, blocks seats, and changes halls.
	 */
	SLOTS("slots"),

	/**
	 * Sells at the box office.
	 */
	SALES("sales"),

	/**
	 * Lists tickets.
	 */
	TICKETS_READ("tickets:read"),

	/**
	 * Reads customers.
	 */
	USERS_READ("users:read"),

	/**
	 * Admits customers at the door.
	 */
	DOOR("door"),

	/**
	 * Expires tickets.
	 */
	EXPIRY("expiry"),

	/**
	 * Manages keys.
	 */
	KEYS("keys");

	private static final String PREFIX = "SCOPE_";

	private final String label;

	Scope(String label) {
		this.label = label;
	}

	/**
	 * Returns the authority of whoever has this scope, in Spring Security.
	 */
	public String authority() {
		return PREFIX + this.label;
	}

	/**
	 * Returns the scope with a name in the API.
	 * @throws IllegalArgumentException if there is none
	 */
	static Scope of(String label) {
		for (Scope scope : values()) {
			if (scope.label.equals(label)) {
				return scope;
			}
		}
		throw new IllegalArgumentException("Unknown scope " + label);
	}

	@Override
	public String toString() {
		return this.label;
	}

}
