package com.ticketly.expiry;

import java.time.Clock;
import java.util.Optional;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Applies changes of slots to bookings, and to the usages of their customers: stores them
 * for as long as their sections, and counts bookings that were made before tickets were
 * limited. The section and the booking are read after the usage: a concurrent change then
 * either reads what is written here or makes this write fail.
 */
@Component
record BookingRetention(Clock clock, SlotContents contents, Sections sections, Bookings bookings, CustomerUsages usages,
		Users users) {

	/**
	 * Stores the deletion time of a section in a booking and in the usage of its
	 * customer. A hold keeps its own time, because it ends by itself, but it may have
	 * given an earlier one to the usage.
	 * @param slot the slot, whose edition the section has
	 */
	int applyChange(Slot slot, Booking booking) {
		for (int attempt = 1; !applyToUsage(slot, booking); attempt++) {
			Backoff.afterConflict(attempt);
		}
		return booking.isTicketed() ? this.contents.update(booking,
				(current) -> current.keepUntil(purgeAt(current.section(), current.purgeAt()))) : 0;
	}

	/**
	 * Returns false when another write of the usage came first.
	 */
	private boolean applyToUsage(Slot slot, Booking booking) {
		boolean counts = slot.sale().limits().limitsTickets();
		CustomerUsage usage = this.usages.find(slot.id(), this.users.customer(booking.user()));
		if (usage.version() == 0 && !counts) {
			return true;
		}
		Optional<Section> section = this.sections.find(booking.section());
		CustomerUsage applied = section
			.map((found) -> (counts ? count(usage, booking, found) : usage).keepUntil(found.purgeAt()))
			.orElse(usage);
		boolean isNothing = applied.version() == 0 && applied.shares().isEmpty();
		return isNothing || applied.equals(usage) || this.usages.replace(applied);
	}

	private CustomerUsage count(CustomerUsage usage, Booking read, Section section) {
		return this.bookings.findAny(read.section(), read.id())
			.map((booking) -> usage.with(booking, true, section, this.clock.instant()))
			.orElse(usage);
	}

	private @Nullable Long purgeAt(SectionKey section, @Nullable Long otherwise) {
		Optional<Section> found = this.sections.find(section);
		return found.isPresent() ? found.get().purgeAt() : otherwise;
	}

}
