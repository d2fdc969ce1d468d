package com.ticketly.slot;

import java.util.Arrays;
import java.util.Optional;

/**
 * A constant with the name by which clients and tables know it.
 */
public interface Labeled {

	/**
	 * Returns the name by which clients and tables know it.
	 */
	String label();

	/**
	 * Finds the constant with a label, without regard to case.
	 */
	static <E extends Enum<E> & Labeled> Optional<E> find(Class<E> type, String label) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> constant.label().equalsIgnoreCase(label.strip()))
			.findFirst();
	}

}
