package com.ticketly.commit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Member;

/**
 * A command that another instance commits. It is settled once: by the answer of the
 * owner, or because it is committed here.
 */
final class HandedOver<T> {

	/**
	 * For how long an answer can come after the caller's deadline. An owner does not
	 * start a command after it, and its last transaction takes seconds.
	 */
	private static final long LATE_NANOS = Duration.ofSeconds(30).toNanos();

	private final Pending<T> pending;

	private final Peer owner;

	private final Committer here;

	private final long sentAt = Peer.now();

	private final AtomicBoolean settled = new AtomicBoolean();

	/**
	 * The result of committing the command here.
	 */
	private final CompletableFuture<Optional<T>> attempt = new CompletableFuture<>();

	/**
	 * The time that the caller has. The owner has half of it to answer.
	 */
	private final long callerNanos;

	HandedOver(Pending<T> pending, Peer owner, Deadline deadline, Committer here) {
		this.callerNanos = deadline.remainingNanos();
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
		return Peer.now() - this.sentAt > this.callerNanos / 2;
	}

	/**
	 * Commits the command here, where it may have been committed by the owner.
	 * @param ownerMayCommit whether the owner may still commit it. A refusal then says
	 * nothing, so the caller waits for the answer of the owner
	 * @return whether it was not settled
	 */
	boolean commitHere(boolean ownerMayCommit) {
		if (!this.settled.compareAndSet(false, true)) {
			if (!ownerMayCommit) {
				tellRefusal();
			}
			return false;
		}
		this.attempt.whenComplete((result, failure) -> {
			if (failure != null) {
				this.pending.outcome().completeExceptionally(failure);
				if (!ownerMayCommit) {
					giveUp();
				}
			}
			else if (!ownerMayCommit || !isRefused(result)) {
				result.ifPresentOrElse(this::tell, () -> this.pending.outcome().complete(Optional.empty()));
			}
		});
		this.here.put(this.pending.asUncertain(this.attempt));
		return true;
	}

	private boolean isRefused(Optional<T> result) {
		return result.filter(this.pending.command()::isRefusal).isPresent();
	}

	/**
	 * Tells the caller that the command was carried out, or undoes it if the caller has
	 * stopped waiting.
	 */
	private synchronized void tell(T result) {
		if (!isDoneForCaller()) {
			this.pending.complete(result).ifPresent(this.here::undo);
		}
	}

	private boolean isDoneForCaller() {
		CompletableFuture<Optional<T>> outcome = this.pending.outcome();
		return outcome.isDone() && !outcome.isCompletedExceptionally() && isDone(outcome.join());
	}

	private boolean isDone(Optional<T> result) {
		return result.isPresent() && !isRefused(result);
	}

	/**
	 * Tells the caller that the command was refused here, if it was.
	 */
	private void tellRefusal() {
		this.attempt.thenAccept((result) -> {
			if (isRefused(result)) {
				this.pending.outcome().complete(result);
			}
		});
	}

	/**
	 * Delivers the answer of the owner. What it committed is undone if the caller does
	 * not know of it, even if this instance has already undone its own attempt: the owner
	 * may have been later.
	 */
	void deliver(byte[] content, CommandFormat format) {
		T result = format.readResult(this.pending.command(), content);
		if (this.settled.compareAndSet(false, true)) {
			tell(result);
		}
		else {
			this.attempt.whenComplete((here, _) -> {
				// The owner also refuses what this instance has carried out.
				if (isDone(Optional.of(result)) || here == null || !isDone(here)) {
					tell(result);
				}
			});
		}
	}

	/**
	 * Gives up if no answer is expected any more.
	 * @return whether it did
	 */
	boolean givesUp() {
		boolean over = Peer.now() - this.sentAt > this.callerNanos + LATE_NANOS;
		if (over) {
			giveUp();
		}
		return over;
	}

	/**
	 * Ends the wait for the answer. If the caller does not know that the command was
	 * carried out, it is undone in case it was.
	 */
	void giveUp() {
		if (!isDoneForCaller()) {
			this.pending.command().undoIfWritten().ifPresent(this.here::undo);
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
		else if (refusal.isCertain()) {
			tellRefusal();
		}
	}

}
