package com.ticketly.booking;

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

	Deadline deadline() {
		return this.queues.deadline();
	}

	<T> Outcome<T> execute(Command<Outcome<T>> command) {
		return execute(command, deadline());
	}

	<T> Outcome<T> execute(Command<Outcome<T>> command, Deadline deadline) {
		return this.queues.execute(command, deadline).orElseGet(this::busy);
	}

	<T> Outcome<T> busy() {
		return Outcome.refused(new Rejection.Busy(this.properties.retryAfter()));
	}

}
