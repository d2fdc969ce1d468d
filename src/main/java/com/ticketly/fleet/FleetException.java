package com.ticketly.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A message could not be sent to another instance.
 */
public class FleetException extends RuntimeException {

	FleetException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
