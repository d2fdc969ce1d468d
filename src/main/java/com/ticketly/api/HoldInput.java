package com.ticketly.api;

import java.time.Duration;
import java.util.List;

import com.ticketly.booking.HoldProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What a hold takes beside what a booking takes.
 *
 * @param holdSeconds how long the seats are held
 */
record HoldInput(@Schema(example = "120", description = "shorter than holds usually last") @Min(value = 1,
		message = "must be at least 1") @Nullable Integer holdSeconds) {

	/**
	 * Returns how long the seats are held, null for as long as usual.
	 * @throws InvalidRequestException when that is longer than usual
	 */
	@Nullable Duration lasts(HoldProperties holds) {
		if (this.holdSeconds == null) {
			return null;
		}
		Duration lasts = Duration.ofSeconds(this.holdSeconds);
		if (lasts.compareTo(holds.lasts()) > 0) {
			throw new InvalidRequestException(
					List.of(new FieldError("holdSeconds", "must be at most " + holds.lasts().toSeconds())));
		}
		return lasts;
	}

}
