package com.ticketly.slot;

/**
 * The kind of a showing.
 */
public enum SlotType {

	MOVIE("Movie"), DOCUMENTARY("Documentary"), CONCERT("Concert");

	private final String label;

	SlotType(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
