package com.ticketly.reliability;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

import com.ticketly.TicketlyInstance;

/**
 * Instances of the service that share a database, with faults between them.
 */
interface Instances extends AutoCloseable {

	int size();

	/**
	 * Returns the URI of a path at an instance.
	 */
	URI uri(int no, String path);

	/**
	 * Returns an instance that is always there. It meets no faults after
	 * {@link #endFaults()}.
	 */
	TicketlyInstance auditor();

	/**
	 * Returns the clock of the instances.
	 */
	Clock clock();

	/**
	 * Moves the clock forward, if it can be moved.
	 * @return whether it was moved
	 */
	boolean moveClock(Duration by);

	/**
	 * Begins to inject faults.
	 */
	void beginFaults();

	/**
	 * Disturbs an instance.
	 */
	void disturb(SplittableRandom random);

	/**
	 * Ends all faults.
	 */
	void endFaults();

	/**
	 * Returns whether instances are killed.
	 */
	boolean areKilled();

	/**
	 * Returns how often each fault was injected.
	 */
	Map<String, Long> faults();

	@Override
	void close();

}
