package com.ticketly.benchmark;

/**
 * Tells why nothing was measured.
 */
final class BenchmarkException extends RuntimeException {

	BenchmarkException(String message) {
		super(message);
	}

}
