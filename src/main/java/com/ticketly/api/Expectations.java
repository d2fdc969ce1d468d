package com.ticketly.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

import com.ticketly.user.PhoneNumber;

/**
 * Says what a field of a type has to look like.
 */
final class Expectations {

	static final String TIME = "must be a time like 2020-11-01 12:22 or 2020-11-01T12:22:00Z";

	static final String PHONE = "must be a phone number that can be called, like +91 96538 64514";

	private Expectations() {
	}

	static String of(Class<?> type) {
		if (type == Instant.class) {
			return TIME;
		}
		if (type == PhoneNumber.class) {
			return PHONE;
		}
		if (type == Integer.class || type == int.class) {
			return "must be a whole number";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "must be an array";
		}
		if (type.isRecord()) {
			return "must be an object";
		}
		if (type == Boolean.class) {
			return "must be true or false";
		}
		return type.isEnum() ? "must be one of " + labels(type) : "must be a text";
	}

	private static String labels(Class<?> type) {
		return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
	}

}
