package com.ticketly.commit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.ticketly.commit.Letters.Letter;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.fleet.Member;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a command that its owner and this instance may both commit.
 */
class HandedOverTests {

	private final Here here = new Here();

	private final Pending<String> pending = new Pending<>(new Sell());

	private final HandedOver<String> handedOver = new HandedOver<>(this.pending,
			new Peer(new Member(UUID.randomUUID()), (message) -> {
			}, Runnable::run), Deadline.in(Duration.ofMinutes(1)), this.here);

	private void ownerAnswers(String result) {
		this.handedOver.deliver(result.getBytes(StandardCharsets.UTF_8), new Texts());
	}

	@Test
	void tellsARefusalOnlyIfTheOwnerCannotCommitAnyMore() {
		this.handedOver.commitHere(true);

		this.here.completes("refused");
		assertThat(this.pending.outcome()).isNotDone();
		ownerAnswers("sold");

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("sold"));
		assertThat(this.here.undone).isEmpty();
	}

	@Test
	void tellsARefusalOfBoth() {
		this.handedOver.commitHere(true);

		this.here.completes("refused");
		ownerAnswers("refused");

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("refused"));
	}

	@Test
	void tellsARefusalWhenTheOwnerHasFailed() {
		this.handedOver.commitHere(true);
		this.here.completes("refused");

		this.handedOver.commitHere(false);

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("refused"));
	}

	@Test
	void tellsARefusalWhenTheOwnerRefusesForCertain() {
		this.handedOver.commitHere(true);
		this.here.completes("refused");

		Pending<String> ofOwner = new Pending<>(new Sell());
		ofOwner.start();
		this.handedOver.end(Letter.refusal(1, ofOwner));
		assertThat(this.pending.outcome()).isNotDone();
		this.handedOver.end(Letter.refusal(1, new Pending<>(new Sell())));

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("refused"));
	}

	@Test
	void undoesWhatTheOwnerCommitsAfterTheCallerHasStoppedWaiting() {
		this.handedOver.commitHere(true);
		this.here.completes("refused");
		this.pending.outcome().complete(Optional.empty());

		ownerAnswers("sold");

		assertThat(this.here.undone).hasSize(1);
	}

	@Test
	void keepsWhatBothHaveCommitted() {
		this.handedOver.commitHere(true);
		this.here.completes("sold");

		ownerAnswers("sold");

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("sold"));
		assertThat(this.here.undone).isEmpty();
	}

	@Test
	void undoesWhatNobodyKnowsWhenTheOwnerHasFailed() {
		this.handedOver.commitHere(false);

		this.here.fails();

		assertThat(this.pending.outcome()).isCompletedExceptionally();
		assertThat(this.here.undone).hasSize(1);
	}

	@Test
	void undoesWhatNobodyKnowsWhenNoAnswerIsExpectedAnyMore() {
		this.handedOver.commitHere(true);
		this.here.fails();
		assertThat(this.here.undone).isEmpty();

		this.handedOver.giveUp();

		assertThat(this.here.undone).hasSize(1);
	}

	@Test
	void keepsWhatItHasCommittedWhenNoAnswerIsExpectedAnyMore() {
		this.handedOver.commitHere(true);
		this.here.completes("sold");

		this.handedOver.giveUp();

		assertThat(this.here.undone).isEmpty();
	}

	@Test
	void tellsWhatIsCommittedHereIfTheOwnerRefusesItMeanwhile() {
		this.handedOver.commitHere(true);
		ownerAnswers("refused");
		assertThat(this.pending.outcome()).isNotDone();

		this.here.completes("sold");

		assertThat(this.pending.outcome()).isCompletedWithValue(Optional.of("sold"));
		assertThat(this.here.undone).isEmpty();
	}

	@Test
	void undoesWhatTheOwnerCommitsWhenTheAttemptHereIsUndoneAlready() {
		this.handedOver.commitHere(true);
		this.pending.outcome().complete(Optional.empty());
		this.here.completes("sold");
		assertThat(this.here.undone).hasSize(1);

		ownerAnswers("sold");

		assertThat(this.here.undone).hasSize(2);
	}

	private record Sell() implements Command<String> {

		@Override
		public List<SectionKey> sections() {
			return List.of(new SectionKey(new SlotId("SLT1"), 0));
		}

		@Override
		public String apply(UnitOfWork unitOfWork) {
			throw new IllegalStateException("Not used in this test");
		}

		@Override
		public boolean isRefusal(String result) {
			return result.equals("refused");
		}

		@Override
		public Optional<Command<?>> undo(String result) {
			return isRefusal(result) ? Optional.empty() : Optional.of(new Sell());
		}

		@Override
		public Optional<Command<?>> undoIfWritten() {
			return Optional.of(new Sell());
		}

	}

	private static final class Texts implements CommandFormat {

		@Override
		public boolean supports(Command<?> command) {
			return true;
		}

		@Override
		public byte[] write(Command<?> command) {
			throw new IllegalStateException("Not used in this test");
		}

		@Override
		public Command<?> read(byte[] command) {
			throw new IllegalStateException("Not used in this test");
		}

		@Override
		public byte[] writeResult(Command<?> command, Object result) {
			throw new IllegalStateException("Not used in this test");
		}

		@SuppressWarnings("unchecked")
		@Override
		public <T> T readResult(Command<T> command, byte[] result) {
			return (T) new String(result, StandardCharsets.UTF_8);
		}

	}

	private static final class Here implements Committer {

		private final List<Pending<?>> put = new ArrayList<>();

		private final List<Command<?>> undone = new ArrayList<>();

		@SuppressWarnings("unchecked")
		private void completes(String result) {
			((Pending<String>) this.put.getFirst()).complete(result);
		}

		private void fails() {
			this.put.getFirst().outcome().completeExceptionally(new IllegalStateException("No answer"));
		}

		@Override
		public boolean offer(Pending<?> pending, Deadline deadline) {
			throw new IllegalStateException("Not used in this test");
		}

		@Override
		public void put(Pending<?> pending) {
			this.put.add(pending);
		}

		@Override
		public void undo(Command<?> undo) {
			this.undone.add(undo);
		}

	}

}
