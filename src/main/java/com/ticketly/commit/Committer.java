package com.ticketly.commit;

/**
 * Commits commands on this instance.
 */
interface Committer {

	/**
	 * Queues a command; returns false if too many wait.
	 */
	boolean offer(Pending<?> pending);

	/**
	 * Queues a command, however many wait.
	 */
	void put(Pending<?> pending);

	/**
	 * Undoes a command whose caller has stopped waiting.
	 */
	void undo(Command<?> undo);

}
