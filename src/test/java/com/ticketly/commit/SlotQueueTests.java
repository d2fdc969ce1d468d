package com.ticketly.commit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.Deadline;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which commands of a slot share a transaction.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlotQueueTests {

	private static final Deadline DEADLINE = Deadline.in(Duration.ofMinutes(1));

	private final TicketlyInstance ticketly = TicketlyInstance.builder().start();

	private final SlotId slot = new SlotId(this.ticketly.schedule("Skyfall", 1000));

	private final SectionKey first = new SectionKey(this.slot, 0);

	private final SectionKey second = new SectionKey(this.slot, 1);

	private final Map<SectionKey, SectionQueue> queues = Map.of(this.first, queue(this.first), this.second,
			queue(this.second));

	/**
	 * Tasks of the queue of the slot; the test runs them itself.
	 */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final SlotQueue queue = new SlotQueue(this.tasks::add, this.ticketly.bean(SalesProperties.class),
			this.ticketly.bean(GroupCommit.class), this::queueOf);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private SectionQueue queueOf(SectionKey section) {
		return Objects.requireNonNull(this.queues.get(section));
	}

	private SectionQueue queue(SectionKey section) {
		return new SectionQueue(section, Runnable::run, this.ticketly.bean(SalesProperties.class),
				this.ticketly.bean(GroupCommit.class), (visited) -> {
					throw new IllegalStateException("No command has two sections");
				});
	}

	private record Take(SectionKey section, int seat) implements Command<String> {

		@Override
		public List<SectionKey> sections() {
			return List.of(this.section);
		}

		@Override
		public String apply(UnitOfWork unitOfWork) {
			var current = unitOfWork.section(this.section);
			unitOfWork.put(current.take(List.of(current.firstSeat() + this.seat)));
			return "taken";
		}

	}

	private Pending<String> offer(SectionKey section, int seat) {
		Pending<String> pending = new Pending<>(new Take(section, seat));
		assertThat(this.queue.offer(pending, DEADLINE)).isTrue();
		return pending;
	}

	private DistributionSummary groups() {
		return this.ticketly.bean(MeterRegistry.class).get("ticketly.group.size").summary();
	}

	@Test
	void sectionsShareATransaction() {
		long before = groups().count();
		List<Pending<String>> commands = List.of(offer(this.first, 0), offer(this.second, 0), offer(this.first, 1));

		this.tasks.remove().run();

		assertThat(commands).allSatisfy((command) -> assertThat(command.outcome()).isCompleted());
		assertThat(groups().count()).isEqualTo(before + 1);
		assertThat(this.queues.values()).as("continue").allMatch(SectionQueue::stop);
		this.queues.values().forEach(SectionQueue::resume);
	}

	@Test
	void commandsOfABusySectionJoinItsQueue() {
		SectionQueue busy = queueOf(this.second);
		assertThat(busy.stop()).isTrue();
		Pending<String> free = offer(this.first, 2);
		Pending<String> waiting = offer(this.second, 2);

		this.tasks.remove().run();

		assertThat(free.outcome()).isCompleted();
		assertThat(waiting.outcome()).isNotDone();
		busy.resume();
		assertThat(waiting.outcome()).isCompleted();
	}

	@Test
	void commandsOfASectionThatOthersWriteJoinItsQueue() {
		SectionQueue contended = queueOf(this.second);
		contended.section().recordConflict();
		long before = groups().count();
		Pending<String> shared = offer(this.first, 3);
		Pending<String> alone = offer(this.second, 3);

		this.tasks.remove().run();

		assertThat(List.of(shared.outcome(), alone.outcome())).allMatch((outcome) -> outcome.isDone());
		assertThat(groups().count()).isEqualTo(before + 2);
	}

}
