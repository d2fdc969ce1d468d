package com.ticketly.commit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;

import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that the queues of two sections continue after errors.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SectionQueueTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TicketlyInstance ticketly = TicketlyInstance.builder().start();

	private final SlotId slot = new SlotId(this.ticketly.schedule("Skyfall", 1000));

	private final SectionKey firstKey = new SectionKey(this.slot, 0);

	private final SectionKey secondKey = new SectionKey(this.slot, 1);

	/**
	 * What the executor of the second queue throws next.
	 */
	private final Queue<Error> errors = new ArrayDeque<>();

	private final SectionQueue second = queue(this.secondKey, null);

	private final SectionQueue first = queue(this.firstKey, this.second);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private SectionQueue queue(SectionKey key, @Nullable SectionQueue other) {
		return new SectionQueue(key, (task) -> {
			if (key.equals(this.secondKey) && !this.errors.isEmpty()) {
				throw this.errors.remove();
			}
			Thread.startVirtualThread(task);
		}, this.ticketly.bean(SalesProperties.class), this.ticketly.bean(GroupCommit.class),
				(visited) -> Objects.requireNonNull(other));
	}

	private record Answer(List<SectionKey> sections, Supplier<String> answer) implements Command<String> {

		@Override
		public String apply(UnitOfWork unitOfWork) {
			return this.answer.get();
		}

	}

	private static String execute(SectionQueue queue, Command<String> command) {
		Pending<String> pending = new Pending<>(command);
		queue.put(pending);
		return pending.await(Deadline.in(TIMEOUT), () -> "refused", () -> "unknown");
	}

	private void assertBothQueuesContinue() {
		List<SectionKey> both = List.of(this.firstKey, this.secondKey);
		assertThat(execute(this.first, new Answer(both, () -> "both"))).isEqualTo("both");
		assertThat(execute(this.first, new Answer(List.of(this.firstKey), () -> "first"))).isEqualTo("first");
		assertThat(execute(this.second, new Answer(List.of(this.secondKey), () -> "second"))).isEqualTo("second");
	}

	@Test
	void continueAfterTheVisitedQueueCannotStartAThread() {
		this.errors.add(new OutOfMemoryError("unable to create native thread"));

		Throwable failure = catchThrowable(
				() -> execute(this.first, new Answer(List.of(this.firstKey, this.secondKey), () -> "never")));

		assertThat(failure).isNotNull();
		assertThat(this.errors).isEmpty();
		assertBothQueuesContinue();
	}

	@Test
	void continueAfterAnErrorOfACommand() {
		for (List<SectionKey> sections : List.of(List.of(this.firstKey), List.of(this.firstKey, this.secondKey))) {
			Throwable failure = catchThrowable(() -> execute(this.first, new Answer(sections, () -> {
				throw new StackOverflowError();
			})));

			assertThat(failure).hasCauseInstanceOf(StackOverflowError.class);
			assertBothQueuesContinue();
		}
	}

}
