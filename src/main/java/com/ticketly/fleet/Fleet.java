package com.ticketly.fleet;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The instances that sell together. Each section is owned by one of them, the only one
 * that writes it as long as all instances agree. If they do not, the conditions of
 * transactions keep each write right: ownership is a hint, not a lock.
 * <p>
 * An instance without a {@link FleetProperties#secret() secret} is alone and owns all
 * sections.
 */
@Component
public class Fleet implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(Fleet.class);

	/**
	 * How long the start of an instance waits until it knows the others. It normally
	 * takes about a second.
	 */
	private static final Duration JOINS_WITHIN = Duration.ofSeconds(5);

	private final FleetProperties properties;

	private final MemberAddresses addresses;

	private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();

	private final Set<Member> leaving = new HashSet<>();

	private volatile @Nullable GroupChannel channel;

	private volatile List<Member> members = List.of();

	private volatile @Nullable Membership membership;

	Fleet(FleetProperties properties, @Lazy MemberAddresses addresses) {
		this.properties = properties;
		this.addresses = addresses;
	}

	/**
	 * Returns the owner of a section if it is another instance.
	 */
	public Optional<Member> otherOwner(SectionKey section) {
		Membership current = this.membership;
		if (current == null) {
			return Optional.empty();
		}
		return Optional.of(current.owner(section)).filter((owner) -> !owner.equals(current.self()));
	}

	/**
	 * Returns whether this instance owns a section.
	 */
	public boolean owns(SectionKey section) {
		return otherOwner(section).isEmpty();
	}

	/**
	 * Returns whether an instance has not left.
	 */
	public boolean isMember(Member member) {
		return this.members.contains(member);
	}

	/**
	 * Returns the number of instances that have not left, this one included.
	 */
	public int size() {
		return Math.max(1, this.members.size());
	}

	/**
	 * Returns the channel to the other instances.
	 * @throws NullPointerException if there is none
	 */
	GroupChannel channel() {
		return Objects.requireNonNull(this.channel);
	}

	/**
	 * Adds a listener, which must not block.
	 */
	public void addListener(FleetListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Sends a message. Messages between two members arrive in order, at most once. If the
	 * receiver leaves first, the message may be lost.
	 * @throws FleetException if the message is certainly not sent
	 */
	public void send(Member receiver, byte[] message) {
		GroupChannel open = this.channel;
		if (open == null) {
			throw new FleetException("This instance is not connected", null);
		}
		open.send(receiver, message);
	}

	/**
	 * Joins before the instance is ready for traffic, and gives up its sections before it
	 * stops to be.
	 */
	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void onReadiness(AvailabilityChangeEvent<ReadinessState> event) throws InterruptedException {
		switch (event.getState()) {
			case ACCEPTING_TRAFFIC -> join();
			case REFUSING_TRAFFIC -> Optional.ofNullable(this.channel).ifPresent(GroupChannel::announceLeaving);
		}
	}

	private void join() throws InterruptedException {
		if (!this.properties.isEnabled() || this.channel != null) {
			return;
		}
		// An outage of the database must not keep the instance from getting ready.
		if (!Thread.ofVirtual().name("fleet-join").start(this::connect).join(JOINS_WITHIN)) {
			logger.warn("This instance does not know the others yet and sells alone until then");
		}
	}

	private void connect() {
		try {
			GroupChannel joined = new GroupChannel(this.properties, this.addresses, new ChannelEvents());
			this.channel = joined;
			joined.connect();
		}
		catch (Exception ex) {
			logger.warn("Other instances cannot be reached; this one sells alone: {}", ex.toString());
		}
	}

	@Override
	public void destroy() {
		Optional.ofNullable(this.channel).ifPresent(GroupChannel::close);
	}

	private final class ChannelEvents implements GroupChannel.Events {

		@Override
		public void changed(Member self, List<Member> members) {
			synchronized (Fleet.this) {
				List<Member> gone = Fleet.this.members.stream().filter((member) -> !members.contains(member)).toList();
				Fleet.this.members = members;
				Set<Member> announced = Set.copyOf(Fleet.this.leaving);
				Fleet.this.leaving.retainAll(members);
				update(self);
				gone.forEach((member) -> Fleet.this.listeners
					.forEach((listener) -> listener.left(member, announced.contains(member))));
			}
		}

		@Override
		public void leaving(Member member) {
			synchronized (Fleet.this) {
				Fleet.this.leaving.add(member);
				update(channel().self());
			}
		}

		private void update(Member self) {
			Fleet.this.membership = new Membership(self,
					Fleet.this.members.stream().filter((member) -> !Fleet.this.leaving.contains(member)).toList());
		}

		@Override
		public void received(Member sender, byte[] letter) {
			Fleet.this.listeners.forEach((listener) -> listener.received(sender, letter));
		}

	}

}
