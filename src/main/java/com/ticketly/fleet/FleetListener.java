package com.ticketly.fleet;

/**
 * Receives messages of other instances.
 */
public interface FleetListener {

	void received(Member sender, byte[] message);

	/**
	 * Is told that an instance has left.
	 * @param announced whether it had said so, and then finished what it held; otherwise,
	 * it has crashed or is out of reach
	 */
	void left(Member member, boolean announced);

}
