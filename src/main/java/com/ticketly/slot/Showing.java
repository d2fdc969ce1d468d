package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

import com.ticketly.hall.HallUse;
import org.jspecify.annotations.Nullable;

/**
 * What is shown in a slot, when, and where.
 *
 * @param name the name customers book by
 * @param description a few sentences for customers
 * @param start when the showing starts, in whole seconds
 * @param end when the showing ends, after its start
 * @param type the kind of showing
 * @param hall the hall that it takes place in, null for none
 * @param show the show that it belongs to, null for none
 * @param externalId its id in the system from which it was imported, null if it was not
 */
public record Showing(String name, String description, Instant start, Instant end, SlotType type, Genre genre,
		@Nullable HallUse hall, @Nullable OfShow show, @Nullable String externalId) {

	public Showing(String name, String description, Instant start, Instant end, SlotType type, Genre genre) {
		this(name, description, start, end, type, genre, null);
	}

	public Showing(String name, String description, Instant start, Instant end, SlotType type, Genre genre,
			@Nullable HallUse hall) {
		this(name, description, start, end, type, genre, hall, null, null);
	}

	/**
	 * Returns this showing with the id that it has in another system.
	 */
	public Showing withExternalId(String externalId) {
		return new Showing(this.name, this.description, this.start, this.end, this.type, this.genre, this.hall,
				this.show, externalId);
	}

	boolean hasEnded(Instant now) {
		return !now.isBefore(this.end);
	}

	/**
	 * Returns this showing after a change.
	 */
	public Showing with(SlotChange change) {
		return new Showing(Objects.requireNonNullElse(change.name(), this.name),
				Objects.requireNonNullElse(change.description(), this.description),
				Objects.requireNonNullElse(change.start(), this.start),
				Objects.requireNonNullElse(change.end(), this.end), this.type,
				Objects.requireNonNullElse(change.genre(), this.genre), this.hall, this.show, this.externalId);
	}

	/**
	 * Returns the same for another time, as long as this one.
	 */
	Showing at(Instant start) {
		return new Showing(this.name, this.description, start, start.plus(Duration.between(this.start, this.end)),
				this.type, this.genre, this.hall, this.show, this.externalId);
	}

	Showing of(OfShow show) {
		return new Showing(this.name, this.description, this.start, this.end, this.type, this.genre, this.hall, show,
				this.externalId);
	}

	/**
	 * Returns whether it takes place at the same time as another one.
	 */
	boolean isSimultaneous(Showing other) {
		return this.start.equals(other.start) && this.end.equals(other.end);
	}

	/**
	 * Returns whether it occupies its hall for longer than
	 * {@link SlotChange#MAX_IN_HALL}.
	 */
	public boolean isTooLong() {
		return this.hall != null && this.end.isAfter(this.start.plus(SlotChange.MAX_IN_HALL));
	}

	/**
	 * Returns the zone of times for customers, which is that of the hall, if there is
	 * one.
	 * @param theater the zone of the theater
	 */
	public ZoneId zone(ZoneId theater) {
		return (this.hall != null) ? this.hall.zone() : theater;
	}

	/**
	 * The show that a slot belongs to.
	 *
	 * @param id the id of the show
	 * @param version the version of the show of which the slot has the last change
	 */
	public record OfShow(String id, long version) {
	}

}
