package com.ticketly.benchmark;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Configures logging in benchmark processes that do not run a Spring application. There,
 * the default level is debug, which costs more time than the measured code.
 */
final class BenchmarkLogging {

	private BenchmarkLogging() {
	}

	/**
	 * Sets the level of all loggers to {@code WARN}.
	 */
	static void warningsOnly() {
		LoggingSystem.get(BenchmarkLogging.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
	}

}
