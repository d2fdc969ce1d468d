package com.ticketly.ticket;

import com.ticketly.slot.SectionKey;
import software.amazon.awssdk.enhanced.dynamodb.Key;

/**
 * The key of a booking.
 */
public record BookingKey(SectionKey section, BookingId id) {

	/**
	 * Parses the form that {@link #toString()} returns.
	 */
	public static BookingKey parse(String text) {
		int space = text.indexOf(' ');
		return new BookingKey(SectionKey.parse(text.substring(0, space)), new BookingId(text.substring(space + 1)));
	}

	/**
	 * Returns the primary key in the table.
	 */
	public Key tableKey() {
		return Key.builder().partitionValue(this.section.toString()).sortValue(this.id.value()).build();
	}

	@Override
	public String toString() {
		return this.section + " " + this.id;
	}

}
