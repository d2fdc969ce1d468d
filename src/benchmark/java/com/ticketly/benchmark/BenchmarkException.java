package com.ticketly.benchmark;

/**
 * Thrown when a benchmark cannot be run or its result is not valid.
 */
final class BenchmarkException extends RuntimeException {

	BenchmarkException(String message) {
		super(message);
	}

}
