package com.ticketly.door;

import java.time.Duration;
import java.util.Objects;

import com.ticketly.input.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Input for creating the code of a device.
 *
 * @param name the name of the device or its gate
 * @param keySeconds how long the key of the device can be used, in seconds, from
 * {@value #MIN} to {@value #MAX}; by default {@value #DEFAULT}
 */
@Schema(name = "NewDoorCode")
record DoorCodeInput(@NotNull @Text(max = 100) @Nullable String name,
		@Min(value = MIN, message = RANGE) @Max(value = MAX, message = RANGE) @Nullable Integer keySeconds) {

	private static final int MIN = 60;

	/**
	 * One day.
	 */
	private static final int DEFAULT = 86_400;

	/**
	 * Thirty days.
	 */
	private static final int MAX = 2_592_000;

	private static final String RANGE = "must be between " + MIN + " and " + MAX;

	Duration keyLifetime() {
		return Duration.ofSeconds(Objects.requireNonNullElse(this.keySeconds, DEFAULT));
	}

	/**
	 * Input for exchanging a code for a key.
	 *
	 * @param code the code, as somebody typed it
	 */
	@Schema(name = "DoorCodeRedemption")
	record Redemption(@NotNull @Text(max = 40) @Nullable String code) {
	}

}
