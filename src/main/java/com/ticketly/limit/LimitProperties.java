package com.ticketly.limit;

import java.time.Duration;

import com.ticketly.ticket.Booking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the limits of callers at one instance. A limit can be used up at once, and
 * fills up evenly within its window.
 *
 * @param requestsPerAddress how many requests a client address may send; 0 for no limit
 * @param requestsPerOperator how many requests an API key, or an operator who signs in
 * otherwise, may send; 0 for no limit
 * @param requestsWindow in what time
 * @param seatsPerAddress how many seats a client address may hold and book; 0 for no
 * limit
 * @param seatsPerOperator how many seats an API key, or an operator who signs in
 * otherwise, may hold and book; 0 for no limit
 * @param seatsWindow in what time
 */
@Validated
@ConfigurationProperties("ticketly.limits")
record LimitProperties(@DefaultValue("3000") @Min(0) @Max(MAX) int requestsPerAddress,
		@DefaultValue("60000") @Min(0) @Max(MAX) int requestsPerOperator,
		@DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration requestsWindow,
		@DefaultValue("300") @Min(0) @Max(MAX) int seatsPerAddress,
		@DefaultValue("30000") @Min(0) @Max(MAX) int seatsPerOperator,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration seatsWindow) {

	/**
	 * Buckets fill up by one token a nanosecond at most.
	 */
	private static final int MAX = 1_000_000_000;

	LimitProperties {
		checkSeats("seats-per-address", seatsPerAddress);
		checkSeats("seats-per-operator", seatsPerOperator);
	}

	/**
	 * Returns after what time all quotas are full.
	 */
	Duration longestWindow() {
		return (this.requestsWindow.compareTo(this.seatsWindow) > 0) ? this.requestsWindow : this.seatsWindow;
	}

	/**
	 * A request for more seats than the limit could never be granted.
	 */
	private static void checkSeats(String name, int seats) {
		Assert.isTrue(seats <= 0 || seats >= Booking.MAX_TICKETS,
				() -> "ticketly.limits.%s must be 0 or at least %d".formatted(name, Booking.MAX_TICKETS));
	}

}
