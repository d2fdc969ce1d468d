package com.ticketly.booking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;

/**
 * Sections and bookings as the commands of one group leave them, until one transaction
 * writes what has changed.
 */
final class Ledger {

	private final Map<SectionKey, Section> before = new LinkedHashMap<>();

	private final Map<SectionKey, Section> after = new LinkedHashMap<>();

	private final Map<BookingId, Booking> changed = new LinkedHashMap<>();

	private final Map<BookingId, Booking> deleted = new LinkedHashMap<>();

	private final Function<Booking, Optional<Booking>> reader;

	/**
	 * Opens a ledger.
	 * @param sections the sections as far as they are known
	 * @param reader finds what a booking is now that was read earlier
	 */
	Ledger(Collection<Section> sections, Function<Booking, Optional<Booking>> reader) {
		sections.forEach((section) -> this.before.put(section.key(), section));
		this.after.putAll(this.before);
		this.reader = reader;
	}

	Section section(SectionKey key) {
		Section section = this.after.get(key);
		if (section == null) {
			throw new IllegalArgumentException("This ledger is not of section " + key);
		}
		return section;
	}

	void change(Section section) {
		this.after.put(section.key(), section);
	}

	/**
	 * Returns a booking as the commands before left it.
	 * @param read the booking as the command's caller read it
	 */
	Optional<Booking> booking(Booking read) {
		if (this.deleted.containsKey(read.id())) {
			return Optional.empty();
		}
		Booking changed = this.changed.get(read.id());
		return (changed != null) ? Optional.of(changed) : this.reader.apply(read);
	}

	/**
	 * Writes a booking, which keeps the version that it was read with.
	 */
	void change(Booking booking) {
		this.changed.put(booking.id(), booking);
	}

	void delete(Booking booking) {
		this.changed.remove(booking.id());
		this.deleted.put(booking.id(), booking);
	}

	boolean isUnchanged() {
		return this.after.equals(this.before) && this.changed.isEmpty() && this.deleted.isEmpty();
	}

	/**
	 * Returns the transaction of all changes: its items are {@link #changedSections()},
	 * then the changed bookings, then the deleted ones.
	 */
	TransactWriteItemsEnhancedRequest toTransaction(Sections sections, Bookings bookings) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		changedSections().forEach((section) -> sections.addChange(transaction, section));
		this.changed.values().forEach((booking) -> bookings.addChange(transaction, booking));
		this.deleted.values().forEach((booking) -> bookings.addDeletion(transaction, booking));
		return transaction.build();
	}

	List<Section> changedSections() {
		return this.after.values()
			.stream()
			.filter((section) -> !section.equals(this.before.get(section.key())))
			.toList();
	}

	/**
	 * Returns whether the transaction was refused because an earlier try had written it:
	 * a booking exists whose id nobody else can have made.
	 * @param conditionFailed for each item of the transaction whether its condition
	 * failed
	 */
	boolean wasWritten(List<Boolean> conditionFailed) {
		List<Booking> changed = new ArrayList<>(this.changed.values());
		int first = changedSections().size();
		for (int i = 0; i < changed.size(); i++) {
			if (changed.get(i).version() == 0 && conditionFailed.get(first + i)) {
				return true;
			}
		}
		return false;
	}

}
