package com.ticketly.expiry;

import java.util.Optional;

import com.ticketly.dynamodb.Backoff;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.CustomerUsage;
import com.ticketly.ticket.CustomerUsages;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Stores bookings, and the usages of their customers, for as long as their sections. The
 * section is read after either of them: a concurrent change of the end then either reads
 * what is written here or makes this write fail.
 */
@Component
record BookingRetention(SlotContents contents, Sections sections, CustomerUsages usages, Users users) {

	/**
	 * Stores the deletion time of a section in a booking and in the usage of its
	 * customer. A hold keeps its own time, because it ends by itself, but it may have
	 * given an earlier one to the usage.
	 */
	int keepAsLongAsSection(Booking booking) {
		for (int attempt = 1; !keepUsage(booking); attempt++) {
			Backoff.afterConflict(attempt);
		}
		return booking.isTicketed() ? this.contents.update(booking,
				(current) -> current.keepUntil(purgeAt(current.section(), current.purgeAt()))) : 0;
	}

	/**
	 * Returns false when another write of the usage came first.
	 */
	private boolean keepUsage(Booking booking) {
		CustomerUsage usage = this.usages.find(booking.section().slot(), this.users.customer(booking.user()));
		CustomerUsage kept = (usage.version() > 0) ? usage.keepUntil(purgeAt(booking.section(), usage.purgeAt()))
				: usage;
		return kept.equals(usage) || this.usages.replace(kept);
	}

	private @Nullable Long purgeAt(SectionKey section, @Nullable Long otherwise) {
		Optional<Section> found = this.sections.find(section);
		return found.isPresent() ? found.get().purgeAt() : otherwise;
	}

}
