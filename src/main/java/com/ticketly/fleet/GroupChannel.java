package com.ticketly.fleet;

import java.util.Arrays;
import java.util.List;

import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel to the other instances.
 */
final class GroupChannel implements Receiver {

	private static final Logger logger = LoggerFactory.getLogger(GroupChannel.class);

	/**
	 * Instances of versions that do not understand each other have different names.
	 */
	private static final String PREFIX = "ticketly-1@";

	private static final byte LEAVING = 0;

	private static final byte LETTER = 1;

	private final String name;

	private final JChannel channel;

	private final Events events;

	GroupChannel(FleetProperties properties, MemberAddresses addresses, Events events) throws Exception {
		this.events = events;
		// An instance with the same secret, but other tables, may have the address of one
		// that has ended.
		this.name = PREFIX + addresses.tableName();
		this.channel = new JChannel(GroupProtocols.create(this.name, properties, addresses));
		this.channel.setReceiver(this);
		this.channel.setDiscardOwnMessages(true);
	}

	/**
	 * Joins the others. Returns when it knows them, or that there are none.
	 */
	void connect() throws Exception {
		this.channel.connect(this.name);
	}

	JChannel channel() {
		return this.channel;
	}

	Member self() {
		return new Member(this.channel.getAddress());
	}

	void send(Member receiver, byte[] letter) {
		byte[] message = new byte[letter.length + 1];
		message[0] = LETTER;
		System.arraycopy(letter, 0, message, 1, letter.length);
		try {
			this.channel.send(new BytesMessage(receiver.address(), message));
		}
		catch (Exception ex) {
			throw new FleetException("A message could not be sent to " + receiver, ex);
		}
	}

	/**
	 * Tells all members, this one included, that this instance gives up its sections.
	 */
	void announceLeaving() {
		if (!this.channel.isConnected()) {
			return;
		}
		this.events.leaving(self());
		try {
			this.channel.send(new BytesMessage(null, new byte[] { LEAVING }));
		}
		catch (Exception ex) {
			logger.warn("Other instances do not know that this one ends: {}", ex.toString());
		}
	}

	void close() {
		this.channel.close();
	}

	@Override
	public void receive(Message message) {
		byte[] content = message.getArray();
		int offset = message.getOffset();
		Member sender = new Member(message.getSrc());
		if (content[offset] == LEAVING) {
			this.events.leaving(sender);
		}
		else {
			this.events.received(sender, Arrays.copyOfRange(content, offset + 1, offset + message.getLength()));
		}
	}

	@Override
	public void viewAccepted(View view) {
		this.events.changed(self(), view.getMembers().stream().map(Member::new).toList());
	}

	/**
	 * Is told what happens on the channel.
	 */
	interface Events {

		void changed(Member self, List<Member> members);

		/**
		 * A member gives up its sections.
		 */
		void leaving(Member member);

		void received(Member sender, byte[] letter);

	}

}
