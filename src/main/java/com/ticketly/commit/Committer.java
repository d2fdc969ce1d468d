package com.ticketly.commit;

import com.ticketly.dynamodb.Deadline;

/**
 * Commits commands on this instance.
 */
interface Committer {

	/**
	 * Queues a command; returns false if too many wait, or its caller would wait for too
	 * long.
	 */
	boolean offer(Pending<?> pending, Deadline deadline);

	/**
	 * Queues a command, however many wait.
	 */
	void put(Pending<?> pending);

	/**
	 * Undoes a command whose caller has stopped waiting.
	 */
	void undo(Command<?> undo);

}
