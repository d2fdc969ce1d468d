package com.ticketly.fleet;

import org.jgroups.Address;
import org.jgroups.util.UUID;

/**
 * An instance of the fleet. An instance that is started again is another member.
 */
public record Member(Address address) {

	/**
	 * Returns a random number that this member has on all instances.
	 */
	long seed() {
		return ((UUID) this.address).getLeastSignificantBits();
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
