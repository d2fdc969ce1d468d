package com.ticketly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that shows a fixed time until a test changes it.
 */
public final class TestClock extends Clock {

	private final ZoneId zone;

	private volatile Instant now;

	private TestClock(Instant now, ZoneId zone) {
		this.now = now;
		this.zone = zone;
	}

	/**
	 * Creates a clock in UTC that shows the given ISO-8601 instant.
	 */
	public static TestClock at(String now) {
		return new TestClock(Instant.parse(now), ZoneOffset.UTC);
	}

	/**
	 * Sets the time, which may be earlier than the current one.
	 */
	public void moveTo(Instant now) {
		this.now = now;
	}

	/**
	 * Moves the time forward.
	 */
	public void advance(Duration by) {
		this.now = this.now.plus(by);
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return this.zone;
	}

	@Override
	public TestClock withZone(ZoneId zone) {
		return new TestClock(this.now, zone);
	}

}
