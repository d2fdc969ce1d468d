package com.ticketly.slot;

/**
 * What kind of showing a slot is.
 */
public enum SlotType implements Labeled {

	MOVIE("Movie"), DOCUMENTARY("Documentary"), CONCERT("Concert");

	private final String label;

	SlotType(String label) {
		this.label = label;
	}

	@Override
	public String label() {
		return this.label;
	}

}
