package com.ticketly.commit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.ticketly.commit.HandoverMetrics.Reason;
import com.ticketly.commit.Letters.Kind;
import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Fleet;
import com.ticketly.fleet.FleetListener;
import com.ticketly.fleet.Member;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands over to the owners of their sections.
 * <p>
 * A command whose answer is lost may be committed or not. It is then committed here, and
 * looks for what it may have made before it is refused, so that it is not done twice.
 */
final class Handover implements FleetListener {

	private static final Logger logger = LoggerFactory.getLogger(Handover.class);

	private static final int CHECK_MILLIS = 200;

	private final Fleet fleet;

	private final CommandFormat format;

	private final Executor executor;

	private final HandoverMetrics metrics;

	private final Committer here;

	private final CommandsOfOthers others;

	private final Executor later;

	private final AtomicLong ids = new AtomicLong();

	private final Map<Long, HandedOver<?>> sent = new ConcurrentHashMap<>();

	private final AtomicBoolean checks = new AtomicBoolean();

	private final Map<Member, Peer> peers = new ConcurrentHashMap<>();

	Handover(Fleet fleet, CommandFormat format, HandoverMetrics metrics, HandoverTrace trace, Executor executor,
			Committer here) {
		this.fleet = fleet;
		this.format = format;
		this.executor = executor;
		this.metrics = metrics;
		this.here = here;
		this.others = new CommandsOfOthers(format, metrics, trace, here);
		this.later = CompletableFuture.delayedExecutor(CHECK_MILLIS, TimeUnit.MILLISECONDS, executor);
		fleet.addListener(this);
	}

	/**
	 * Returns the instance to which a command is handed over, empty if it is committed
	 * here: because this instance owns one of its sections, or the owner does not answer.
	 */
	Optional<Member> receiver(Command<?> command) {
		Optional<Member> owner = this.fleet.otherOwner(command.sections().getFirst());
		if (owner.isPresent() && (!this.format.supports(command)
				|| command.sections().stream().anyMatch(this.fleet::owns) || peer(owner.get()).isSilent())) {
			this.metrics.committedHere();
			return Optional.empty();
		}
		return owner;
	}

	/**
	 * Hands a command over. Its caller gets the result as if it was committed here.
	 */
	void send(Pending<?> pending, Member owner, Deadline deadline) {
		pending.start();
		long id = this.ids.incrementAndGet();
		Peer peer = peer(owner);
		HandedOver<?> handedOver = new HandedOver<>(pending, peer, deadline, this.here);
		this.sent.put(id, handedOver);
		this.metrics.handedOver();
		peer.ask(() -> new Letter(Kind.COMMAND, id, deadline.remainingNanos(), HandoverTrace.write(pending.caller()),
				this.format.write(pending.command())), () -> commitHere(id, Reason.UNSENT));
		checkLater();
		if (!this.fleet.isMember(owner)) {
			commitHere(handedOver, Reason.GONE);
		}
	}

	private Peer peer(Member member) {
		return this.peers.computeIfAbsent(member,
				(receiver) -> new Peer(receiver, (message) -> this.fleet.send(receiver, message), this.executor));
	}

	private void checkLater() {
		if (this.checks.compareAndSet(false, true)) {
			this.later.execute(this::check);
		}
	}

	/**
	 * Commits commands here whose owners are silent or slow. Their answers may still
	 * come, as those of owners that have left.
	 */
	private void check() {
		this.peers.values().forEach(Peer::reportWork);
		this.sent.values().removeIf(HandedOver::givesUp);
		this.sent.values().forEach((waiting) -> {
			if (waiting.isOwnerSilent()) {
				commitHere(waiting, Reason.SILENT);
			}
			else if (waiting.isOwnerSlow()) {
				commitHere(waiting, Reason.SLOW);
			}
		});
		this.checks.set(false);
		if (!this.sent.isEmpty() || this.peers.values().stream().anyMatch(Peer::owes)) {
			checkLater();
		}
	}

	private void commitHere(long id, Reason reason) {
		commitHere(this.sent.remove(id), reason);
	}

	private void commitHere(@Nullable HandedOver<?> handedOver, Reason reason) {
		if (handedOver != null && handedOver.commitHere(reason.ownerMayCommit())) {
			this.metrics.takenBack(reason);
		}
	}

	@Override
	public void received(Member sender, byte[] message) {
		Peer peer = peer(sender);
		peer.heard();
		try {
			// The thread of the listener must not wait for the database.
			this.executor.execute(() -> Letters.read(message).forEach((letter) -> receive(peer, letter)));
		}
		catch (RejectedExecutionException ex) {
			// This instance ends. Its commands have ended, and the others commit theirs.
		}
	}

	private void receive(Peer sender, Letter letter) {
		switch (letter.kind()) {
			case COMMAND -> {
				if (this.others.isNew(sender, letter)) {
					// Reading a command may take as long as reading its slot.
					sender.owe();
					checkLater();
					this.others.commit(sender, letter);
				}
			}
			case RESULT -> deliver(letter);
			case REFUSED ->
				Optional.ofNullable(this.sent.remove(letter.id())).ifPresent((refused) -> refused.end(letter));
			case FAILED -> commitHere(letter.id(), Reason.FAILED);
			case WORKING -> {
			}
		}
	}

	private void deliver(Letter letter) {
		HandedOver<?> answered = this.sent.remove(letter.id());
		if (answered == null) {
			return;
		}
		try {
			answered.deliver(letter.content(), this.format);
		}
		catch (RuntimeException ex) {
			logger.warn("The result of a command cannot be read: {}", ex.toString());
			commitHere(answered, Reason.UNREADABLE);
		}
	}

	@Override
	public void left(Member member, boolean announced) {
		this.peers.remove(member);
		this.executor.execute(() -> this.sent.values()
			.stream()
			.filter((waiting) -> waiting.isOwnedBy(member))
			.forEach((waiting) -> commitHere(waiting, announced ? Reason.LEFT : Reason.GONE)));
	}

}
