package com.ticketly.fleet;

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

	private final MemberAddresses addresses;

	private volatile @Nullable IpAddress own;

	DynamoDbPing(MemberAddresses addresses) {
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

	@Override
	public void findMembers(@Nullable List<Address> members, boolean initialDiscovery, Responses responses) {
		IpAddress address = (IpAddress) down(new Event(Event.GET_PHYSICAL_ADDRESS, getAddress()));
		this.own = address;
		try {
			this.addresses.add(this.cluster_name, address);
			List<PhysicalAddress> others = this.addresses.list(this.cluster_name)
				.stream()
				.filter((other) -> !other.equals(address))
				.map(PhysicalAddress.class::cast)
				.toList();
			// An empty list would be ignored.
			setInitialHosts2(others.isEmpty() ? List.of(address) : others);
		}
		catch (RuntimeException ex) {
			logger.warn("The addresses of other instances cannot be read, trying again later: {}", ex.toString());
		}
		super.findMembers(members, initialDiscovery, responses);
	}

	@Override
	public void stop() {
		super.stop();
		IpAddress address = this.own;
		if (address != null) {
			try {
				this.addresses.remove(this.cluster_name, address);
			}
			catch (RuntimeException ex) {
				logger.warn("The address of this instance stays in the table for a while: {}", ex.toString());
			}
		}
	}

}
