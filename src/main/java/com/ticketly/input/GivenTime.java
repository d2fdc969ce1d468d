package com.ticketly.input;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * A time of a request whose zone is only known later, where it has no offset.
 *
 * @param local the time in whole seconds
 * @param offset the offset of the request, null if it has none
 * @see TheatreTime#resolve
 */
public record GivenTime(LocalDateTime local, @Nullable ZoneOffset offset) {

	/**
	 * Returns whether this time is not after another one in any zone. Times can only be
	 * compared if both have an offset, or none has.
	 */
	public boolean isKnownNotAfter(GivenTime other) {
		if (this.offset != null && other.offset != null) {
			return !this.local.toInstant(this.offset).isAfter(other.local.toInstant(other.offset));
		}
		return this.offset == null && other.offset == null && !this.local.isAfter(other.local);
	}

}
