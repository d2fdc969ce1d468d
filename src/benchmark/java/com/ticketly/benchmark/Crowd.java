package com.ticketly.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.ticketly.benchmark.HttpConnection.Answer;

/**
 * Customers who each book one ticket after the other. After a refusal, they wait for as
 * long as it says.
 */
final class Crowd implements AutoCloseable {

	private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final URI service;

	private final SlotsInTurn slots;

	private final boolean oneTicket;

	private volatile AnswerCounts counts = new AnswerCounts();

	private volatile boolean ended;

	/**
	 * Lets customers come.
	 * @param first the number of the first customer
	 * @param count how many come
	 * @param oneTicket whether each of them wants only one ticket
	 */
	Crowd(URI service, SlotsInTurn slots, int first, int count, boolean oneTicket) {
		this.service = service;
		this.slots = slots;
		this.oneTicket = oneTicket;
		for (int customer = first; customer < first + count; customer++) {
			int number = customer;
			this.executor.execute(() -> book(number));
		}
	}

	/**
	 * Begins new counts, in which answers from now on are counted.
	 * @return the counts until now
	 */
	AnswerCounts nextCounts() {
		AnswerCounts last = this.counts;
		this.counts = new AnswerCounts();
		return last;
	}

	/**
	 * Returns the counts of the answers that come now.
	 */
	AnswerCounts counts() {
		return this.counts;
	}

	private void book(int customer) {
		boolean booked = false;
		try (HttpConnection connection = new HttpConnection(this.service)) {
			while (!this.ended && !(booked && this.oneTicket)) {
				booked |= bookOnce(customer, connection);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (BenchmarkException ex) {
			this.counts.addError(ex.toString());
		}
	}

	private boolean bookOnce(int customer, HttpConnection connection) throws InterruptedException {
		int slot = this.slots.current();
		String booking = Customers.bookingJson(customer, this.slots.id(slot), 1);
		long sent = System.nanoTime();
		try {
			Answer answer = connection.post("/v1/tickets", booking);
			this.counts.add(answer.status(), System.nanoTime() - sent);
			if (answer.status() == 409) {
				this.slots.soldOut(slot);
			}
			else if (answer.status() != 201) {
				Thread.sleep((answer.status() == 503) ? answer.retryAfter() : AFTER_ERROR);
			}
			return answer.status() == 201;
		}
		catch (IOException ex) {
			connection.close();
			this.counts.addError(ex.toString());
			Thread.sleep(AFTER_ERROR);
			return false;
		}
	}

	/**
	 * Waits until each customer has one ticket.
	 */
	void awaitOneTicketEach() {
		this.executor.close();
	}

	/**
	 * Waits for the answers to the requests in progress.
	 */
	@Override
	public void close() {
		this.ended = true;
		this.executor.close();
	}

}
