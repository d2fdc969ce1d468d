package com.ticketly.fleet;

/**
 * Receives messages of other instances.
 */
public interface FleetListener {

	void received(Member sender, byte[] message);

	/**
	 * Is told that an instance has left. No further message of it arrives.
	 */
	void left(Member member);

}
