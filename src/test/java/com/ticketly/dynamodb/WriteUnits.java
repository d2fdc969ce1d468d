package com.ticketly.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Calculates write units by the <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">rules</a>
 * of DynamoDB: one unit per KiB, rounded up.
 */
final class WriteUnits {

	private static final int UNIT = 1024;

	private WriteUnits() {
	}

	/**
	 * Returns the write units of a plain write of an item.
	 */
	static int of(Map<String, AttributeValue> item) {
		return Math.max(1, Math.ceilDiv(size(item), UNIT));
	}

	private static int size(Map<String, AttributeValue> attributes) {
		return attributes.entrySet()
			.stream()
			.mapToInt((entry) -> length(entry.getKey()) + size(entry.getValue()))
			.sum();
	}

	private static int size(AttributeValue value) {
		return switch (value.type()) {
			case S -> length(value.s());
			case N -> value.n().length() / 2 + 1;
			case B -> value.b().asByteArrayUnsafe().length;
			case M -> 3 + value.m().size() + size(value.m());
			case L -> 3 + value.l().size() + value.l().stream().mapToInt(WriteUnits::size).sum();
			default -> 1;
		};
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
