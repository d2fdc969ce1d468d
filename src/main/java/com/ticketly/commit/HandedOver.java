package com.ticketly.commit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Member;
import org.jspecify.annotations.Nullable;

/**
 * A command that another instance commits. It is settled once: by the answer of the
 * owner, or because it is committed here.
 */
final class HandedOver<T> {

	private final Pending<T> pending;

	private final Peer owner;

	private final Committer here;

	private final long sentAt = Peer.now();

	private final AtomicBoolean settled = new AtomicBoolean();

	/**
	 * How long the owner has to answer: half of the time that the caller has.
	 */
	private final long patienceNanos;

	HandedOver(Pending<T> pending, Peer owner, Deadline deadline, Committer here) {
		this.patienceNanos = deadline.remainingNanos() / 2;
		this.pending = pending;
		this.owner = owner;
		this.here = here;
	}

	boolean isOwnedBy(Member member) {
		return this.owner.member().equals(member);
	}

	boolean isOwnerSilent() {
		return this.owner.isSilentSince(this.sentAt);
	}

	boolean isOwnerSlow() {
		return Peer.now() - this.sentAt > this.patienceNanos;
	}

	/**
	 * Commits the command here, where it may have been committed by the owner.
	 * @return whether it was not settled
	 */
	boolean commitHere() {
		if (!this.settled.compareAndSet(false, true)) {
			return false;
		}
		this.here.put(this.pending.asUncertain());
		return true;
	}

	/**
	 * Delivers the answer of the owner. If the command was settled before, and its caller
	 * was told that nothing was committed, what the owner committed is undone.
	 */
	void deliver(byte[] content, CommandFormat format) {
		Command<T> command = this.pending.command();
		T result = format.readResult(command, content);
		if (this.settled.compareAndSet(false, true)) {
			this.pending.complete(result).ifPresent(this.here::undo);
		}
		else {
			this.pending.outcome().whenComplete((told, _) -> reconcile(command, result, told));
		}
	}

	private void reconcile(Command<T> command, T committed, @Nullable Optional<T> told) {
		if (told == null || told.flatMap(command::undo).isEmpty()) {
			command.undo(committed).ifPresent(this.here::undo);
		}
	}

	/**
	 * Ends the command, for which the owner has no result.
	 */
	void end(Letter refusal) {
		if (this.settled.compareAndSet(false, true)) {
			if (refusal.isCertain()) {
				this.pending.refuse();
			}
			this.pending.outcome().complete(Optional.empty());
		}
	}

}
