package com.ticketly.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

import com.ticketly.commit.Letters.Kind;
import com.ticketly.commit.Letters.Letter;
import com.ticketly.fleet.Member;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PeerTests {

	/**
	 * Messages that wait to be sent; the test sends them itself.
	 */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final List<List<Letter>> sent = new ArrayList<>();

	private final List<Long> failed = new ArrayList<>();

	private final Peer peer = peer((message) -> this.sent.add(Letters.read(message)));

	private Peer peer(Consumer<byte[]> sender) {
		return new Peer(new Member(UUID.randomUUID()), sender, this.tasks::add);
	}

	private static Letter unwritable() {
		throw new IllegalStateException("Expected in this test");
	}

	private void ask(Peer peer, long id) {
		peer.ask(() -> Letter.answer(Kind.COMMAND, id), () -> this.failed.add(id));
	}

	private void sendAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	@Test
	void sendsLettersThatWaitInOneMessage() {
		ask(this.peer, 1);
		this.peer.answer(2, () -> Letter.answer(Kind.RESULT, 2));

		sendAll();

		assertThat(this.sent).hasSize(1);
		assertThat(this.sent.getFirst()).extracting(Letter::id).containsExactly(1L, 2L);
		assertThat(this.failed).isEmpty();
	}

	@Test
	void sendsTheOthersIfACommandCannotBeWritten() {
		this.peer.ask(PeerTests::unwritable, () -> this.failed.add(1L));
		this.peer.answer(2, () -> Letter.answer(Kind.RESULT, 2));

		sendAll();

		assertThat(this.failed).containsExactly(1L);
		assertThat(this.sent.getFirst()).extracting(Letter::id).containsExactly(2L);
	}

	@Test
	void tellsThatAResultCannotBeWritten() {
		this.peer.answer(1, PeerTests::unwritable);
		this.peer.answer(2, () -> Letter.answer(Kind.RESULT, 2));

		sendAll();

		assertThat(this.sent.stream().flatMap(List::stream)).extracting(Letter::kind, Letter::id)
			.containsExactly(tuple(Kind.RESULT, 2L), tuple(Kind.FAILED, 1L));
	}

	@Test
	void failsCommandsOfAMessageThatCannotBeSent() {
		Peer unreachable = peer((message) -> {
			throw new IllegalStateException("Expected in this test");
		});
		ask(unreachable, 1);
		unreachable.answer(2, () -> Letter.answer(Kind.RESULT, 2));

		sendAll();

		assertThat(this.failed).containsExactly(1L);
		assertThat(this.tasks).isEmpty();
	}

}
