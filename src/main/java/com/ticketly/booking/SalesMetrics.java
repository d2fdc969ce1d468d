package com.ticketly.booking;

import com.ticketly.ticket.Booking;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Metrics of what is sold and refused.
 */
@Component
class SalesMetrics {

	private final Counter bookings;

	private final Counter tickets;

	private final MeterProvider<Counter> refusals;

	SalesMetrics(MeterRegistry registry) {
		this.bookings = Counter.builder("ticketly.bookings").description("Confirmed bookings").register(registry);
		this.tickets = Counter.builder("ticketly.tickets")
			.description("Tickets of confirmed bookings")
			.register(registry);
		this.refusals = Counter.builder("ticketly.refusals")
			.description("Refused bookings, holds, moves and cancellations")
			.withRegistry(registry);
	}

	Booking count(Booking booking) {
		this.bookings.increment();
		this.tickets.increment(booking.tickets().size());
		return booking;
	}

	<T> Outcome<T> countRefusal(Outcome<T> outcome) {
		if (outcome instanceof Outcome.Refused<T>(var rejection)) {
			this.refusals.withTag("reason", rejection.code()).increment();
		}
		return outcome;
	}

}
