package com.ticketly.warmup;

import java.time.Duration;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.stereotype.Component;

/**
 * Rehearses a sale before the instance is ready, so that the JVM has compiled the methods
 * that a sale needs. Spring Boot reports readiness after all runners have returned.
 */
@Component
@ConditionalOnProperty("ticketly.warm-up.time")
class WarmUp implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(WarmUp.class);

	private final WarmUpProperties properties;

	private final LoggingSystem logging;

	WarmUp(WarmUpProperties properties, LoggingSystem logging) {
		this.properties = properties;
		this.logging = logging;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		if (!this.properties.time().isPositive()) {
			return;
		}
		long start = System.nanoTime();
		try {
			int bookings = rehearse();
			logger.info("Warmed up with {} bookings in {} ms", bookings,
					Duration.ofNanos(System.nanoTime() - start).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			// A cold instance is better than none.
			logger.warn("The instance could not warm up", ex);
		}
	}

	/**
	 * Rehearses without a log.
	 */
	private int rehearse() throws Exception {
		LogLevel level = Objects.requireNonNull(this.logging.getLoggerConfiguration(LoggingSystem.ROOT_LOGGER_NAME))
			.getConfiguredLevel();
		this.logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
		try {
			return Rehearsal.run(this.properties);
		}
		finally {
			this.logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, level);
		}
	}

}
