package com.ticketly.fleet;

import java.time.Duration;
import java.util.List;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.Responses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds members at the addresses in a table, and adds the address of this instance.
 * JGroups calls it when the instance joins, and at intervals to find members that it
 * lost.
 */
final class DynamoDbPing extends TCPPING {

	private static final Logger logger = LoggerFactory.getLogger(DynamoDbPing.class);

	private static final short PROTOCOL_ID = 2001;

	static {
		ClassConfigurator.addProtocol(PROTOCOL_ID, DynamoDbPing.class);
	}

	/**
	 * How often an instance says that it still has its address, which is kept for ten
	 * times as long.
	 */
	private static final Duration ADD_AFTER = MemberAddresses.KEPT.dividedBy(10);

	private final String fleet;

	private final MemberAddresses addresses;

	private volatile @Nullable IpAddress own;

	private long addedAt;

	DynamoDbPing(String fleet, MemberAddresses addresses) {
		this.fleet = fleet;
		this.addresses = addresses;
		setPortRange(0);
		// An address of an instance that has ended must not delay the others.
		asyncDiscovery(true);
		asyncDiscoveryUseSeparateThread(true);
	}

	@Override
	public boolean isDynamic() {
		return true;
	}

	/**
	 * Reads the addresses before JGroups looks for members. It would not wait for a slow
	 * database, and found a group of this instance alone.
	 */
	@Override
	public void start() throws Exception {
		super.start();
		readAddresses();
	}

	@Override
	public void findMembers(@Nullable List<Address> members, boolean initialDiscovery, Responses responses) {
		if (!initialDiscovery) {
			readAddresses();
		}
		super.findMembers(members, initialDiscovery, responses);
	}

	private synchronized void readAddresses() {
		try {
			this.addresses.attempt(this::addAndList);
		}
		catch (RuntimeException ex) {
			logger.warn("The addresses of other instances cannot be read, trying again later: {}", ex.toString());
		}
	}

	private void addAndList() {
		IpAddress address = (IpAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, getAddress()));
		if (this.own == null || System.nanoTime() - this.addedAt > ADD_AFTER.toNanos()) {
			this.addresses.add(this.fleet, address);
			this.own = address;
			this.addedAt = System.nanoTime();
		}
		List<PhysicalAddress> others = this.addresses.list(this.fleet)
			.stream()
			.filter((other) -> !other.equals(address))
			.map(PhysicalAddress.class::cast)
			.toList();
		// An empty list would be ignored.
		setInitialHosts2(others.isEmpty() ? List.of(address) : others);
	}

	@Override
	public void stop() {
		super.stop();
		IpAddress address = this.own;
		if (address != null) {
			try {
				this.addresses.remove(this.fleet, address);
			}
			catch (RuntimeException ex) {
				logger.warn("The address of this instance stays in the table for a while: {}", ex.toString());
			}
		}
	}

}
