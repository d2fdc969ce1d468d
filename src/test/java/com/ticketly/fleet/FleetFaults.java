package com.ticketly.fleet;

import java.util.List;

import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.stack.Protocol;

/**
 * Disturbs what an instance knows about others, and its messages to them.
 */
public final class FleetFaults {

	private FleetFaults() {
	}

	/**
	 * Passes all further messages of an instance through a protocol.
	 */
	public static void insert(Fleet fleet, Protocol protocol) {
		channel(fleet).getProtocolStack().insertProtocolAtTop(protocol);
	}

	/**
	 * Makes an instance believe that it is alone, and so owns every section, although the
	 * others can be reached.
	 */
	public static void isolate(Fleet fleet) {
		JChannel channel = channel(fleet);
		channel.getReceiver().viewAccepted(new View(channel.getView().getViewId(), List.of(channel.getAddress())));
	}

	/**
	 * Lets an instance know its group again.
	 */
	public static void rejoin(Fleet fleet) {
		JChannel channel = channel(fleet);
		channel.getReceiver().viewAccepted(channel.getView());
	}

	private static JChannel channel(Fleet fleet) {
		return fleet.channel().channel();
	}

}
