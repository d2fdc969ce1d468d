package com.ticketly.hall;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.SeatingPlan;
import org.jspecify.annotations.Nullable;

/**
 * One version of a hall. A change makes a new one.
 *
 * @param name the name for customers
 * @param zone the time zone of the venue
 * @param clearing how long the hall is occupied after a slot has ended, in whole minutes
 * @param seats the number of seats of its seating plan
 * @param sections the number of sections of its seating plan
 * @param version the number of the version, from 1; 0 for a hall that is not stored
 */
public record Hall(HallId id, String name, ZoneId zone, Duration clearing, int seats, int sections,
		long version) implements Versioned<Hall> {

	/**
	 * The longest time to clear a hall.
	 */
	public static final int MAX_CLEARING_MINUTES = 24 * 60;

	static Hall of(HallId id, String name, ZoneId zone, Duration clearing, SeatingPlan plan) {
		return new Hall(id, name, zone, clearing, plan.capacity(), plan.sections().size(), 0);
	}

	/**
	 * Returns which version this is.
	 */
	public HallVersion key() {
		return new HallVersion(this.id, this.version);
	}

	/**
	 * Returns this version with changes, as the base of the next one.
	 */
	Hall with(Change change) {
		SeatingPlan plan = change.plan();
		return new Hall(this.id, Objects.requireNonNullElse(change.name(), this.name),
				Objects.requireNonNullElse(change.zone(), this.zone),
				Objects.requireNonNullElse(change.clearing(), this.clearing),
				(plan != null) ? plan.capacity() : this.seats, (plan != null) ? plan.sections().size() : this.sections,
				this.version);
	}

	@Override
	public Hall nextVersion() {
		return new Hall(this.id, this.name, this.zone, this.clearing, this.seats, this.sections, this.version + 1);
	}

	/**
	 * A change of a hall by an operator. What is null does not change.
	 *
	 * @param name the name for customers
	 * @param zone the time zone of the venue
	 * @param clearing how long the hall is occupied after a slot has ended
	 * @param plan the seating plan
	 */
	public record Change(@Nullable String name, @Nullable ZoneId zone, @Nullable Duration clearing,
			@Nullable SeatingPlan plan) {
	}

}
