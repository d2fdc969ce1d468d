package com.ticketly.benchmark;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Logs warnings only, where no Spring application sees to it: to log everything costs
 * more than what is measured.
 */
final class Quiet {

	private Quiet() {
	}

	static void logWarnings() {
		LoggingSystem.get(Quiet.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

}
