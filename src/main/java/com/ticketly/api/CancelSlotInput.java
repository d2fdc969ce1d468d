package com.ticketly.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Why a slot is canceled.
 *
 * @param reason why, for customers
 */
@Schema(name = "SlotCancellation")
record CancelSlotInput(@Schema(example = "The projector is broken.") @NotNull(
		message = Messages.MISSING) @Text @Nullable String reason) {
}
