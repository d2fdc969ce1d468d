package com.ticketly.booking;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.ticketly.Answer;
import com.ticketly.TicketlyInstance;
import com.ticketly.TicketlyProcess;
import com.ticketly.Together;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds when a process ends in the middle of an on-sale.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessEndTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance survivor = this.builder.start();

	@AfterAll
	void stop() {
		this.survivor.close();
	}

	/**
	 * Books until the process is gone, which it is told when 50 have booked.
	 * @return the tickets that were answered
	 */
	private Set<String> bookUntilTheEnd(String slot, Consumer<TicketlyProcess> end) {
		CountDownLatch booked = new CountDownLatch(50);
		try (TicketlyProcess process = this.builder.startProcess()) {
			List<Optional<String>> answers = Together.call(401, (i) -> {
				if (i == 400) {
					await(booked);
					end.accept(process);
					return Optional.empty();
				}
				Optional<String> ticket = book(process, slot, "Customer " + i % 5);
				booked.countDown();
				return ticket;
			});
			return answers.stream().flatMap(Optional::stream).collect(Collectors.toSet());
		}
	}

	private static Optional<String> book(TicketlyProcess process, String slot, String userName) {
		try {
			Answer answer = process.book(slot, userName);
			return (answer.status() == 201) ? Optional.of(answer.json().get(0).get("ticketId").asString())
					: Optional.empty();
		}
		catch (UncheckedIOException ex) {
			return Optional.empty();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void losesNoTicketThatWasAnsweredBeforeACrash() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Set<String> answered = bookUntilTheEnd(slot, TicketlyProcess::kill);

		assertThat(answered).hasSizeGreaterThanOrEqualTo(50);
		assertThat(Books.audit(this.survivor, slot)).extracting((ticket) -> ticket.id().value()).containsAll(answered);
		assertThat(this.survivor.book(slot, "Ann", 1).status()).isEqualTo(201);
	}

	@Test
	void answersEverythingThatItWritesBeforeItEnds() {
		String slot = this.survivor.schedule("Skyfall", 450);

		Set<String> answered = bookUntilTheEnd(slot, TicketlyProcess::terminate);

		assertThat(Books.audit(this.survivor, slot)).extracting((ticket) -> ticket.id().value())
			.containsExactlyInAnyOrderElementsOf(answered);
	}

}
