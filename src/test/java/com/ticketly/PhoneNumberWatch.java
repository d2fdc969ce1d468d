package com.ticketly;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for the phone number that the tests use in the logs and problems of all of them.
 */
final class PhoneNumberWatch extends AppenderBase<ILoggingEvent> {

	/**
	 * Without spaces, as in the tests and in the tables. With spaces, it is the example
	 * in a problem.
	 */
	private static final String PHONE_NUMBER = "9653864514";

	private static final PhoneNumberWatch instance = new PhoneNumberWatch();

	private final Queue<String> found = new ConcurrentLinkedQueue<>();

	/**
	 * Begins to look for it. Every start of an instance configures the logs anew.
	 */
	static void begin() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		instance.setContext(root.getLoggerContext());
		instance.start();
		root.addAppender(instance);
	}

	/**
	 * Fails if the logs contain it.
	 */
	static void assertNothingFound() {
		assertThat(instance.found).as("lines in the logs with a phone number").isEmpty();
	}

	/**
	 * Fails if a text contains it.
	 */
	static void assertNoneIn(String text) {
		assertThat(text).doesNotContain(PHONE_NUMBER);
	}

	@Override
	protected void append(ILoggingEvent event) {
		String line = event + event.getMDCPropertyMap().toString()
				+ ThrowableProxyUtil.asString(event.getThrowableProxy());
		if (line.contains(PHONE_NUMBER)) {
			this.found.add(line);
		}
	}

}
