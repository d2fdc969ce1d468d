package com.ticketly.api;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Seats to hold.
 *
 * @param booking what would be booked
 * @param holdSeconds how long the seats are held
 */
@Schema(name = "NewHold")
record HoldInput(@JsonUnwrapped BookingInput booking, @Schema(example = "120",
		description = "shorter than holds usually last") @HoldTime @Nullable Integer holdSeconds) {

	/**
	 * Returns how long the seats are held, null for as long as usual.
	 */
	@Nullable Duration lasts() {
		return (this.holdSeconds != null) ? Duration.ofSeconds(this.holdSeconds) : null;
	}

}
