package com.ticketly.booking;

import java.util.function.Supplier;

import com.ticketly.booking.Rejection.Affected;
import com.ticketly.commit.Command;
import com.ticketly.commit.SalesProperties;
import com.ticketly.commit.SectionQueues;
import com.ticketly.dynamodb.Deadline;

import org.springframework.stereotype.Component;

/**
 * Executes commands in the queues of their sections and answers busy if there is no
 * result in time.
 */
@Component
record CommandExecutor(SectionQueues queues, SalesProperties properties) {

	private static final int MAX_ATTEMPTS = 10;

	Deadline deadline() {
		return this.queues.deadline();
	}

	<T> Outcome<T> execute(SaleCommand<T> command) {
		return execute(command, deadline());
	}

	<T> Outcome<T> execute(SaleCommand<T> command, Deadline deadline) {
		return this.queues.execute(command, deadline, this::busy, () -> busy(command.affected()));
	}

	/**
	 * Repeats a request that was decided on a slot which has changed since it was read.
	 */
	<T> Outcome<T> whileSlotChanges(Supplier<Outcome<T>> request) {
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			Outcome<T> outcome = request.get();
			if (!(outcome instanceof Outcome.Refused<T>(Rejection.SlotChanged()))) {
				return outcome;
			}
		}
		return busy();
	}

	<T> Outcome<T> busy() {
		return busy(Affected.NOTHING);
	}

	private <T> Outcome<T> busy(Affected affected) {
		return Outcome.refused(new Rejection.Busy(this.properties.retryAfter(), affected));
	}

	/**
	 * A command of a request to sell, change or block seats.
	 *
	 * @param <T> its result if it is not refused
	 */
	interface SaleCommand<T> extends Command<Outcome<T>> {

		/**
		 * Returns what shows whether this command was carried out. It is known before the
		 * command is queued, for a caller that gets no result in time.
		 */
		Affected affected();

		@Override
		default boolean isRefusal(Outcome<T> result) {
			return result.isRefused();
		}

	}

}
