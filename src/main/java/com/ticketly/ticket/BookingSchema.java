package com.ticketly.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.dynamodb.TableDefinition;
import com.ticketly.price.Fare;
import com.ticketly.price.Payment;
import com.ticketly.slot.SectionKey;
import com.ticketly.ticket.StoredTicketsConverter.StoredTicket;
import com.ticketly.user.UserId;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

/**
 * The attributes of bookings in their table, and of the entries in the index by user.
 */
final class BookingSchema {

	static final String BY_USER = "byUser";

	static final TableSchema<Booking> SCHEMA = RecordSchema.of(Booking.class, BookingSchema::read)
		.attribute("section", String.class, (booking) -> booking.section().toString(), primaryPartitionKey())
		.attribute("bookingId", String.class, (booking) -> booking.id().value(), primarySortKey(),
				secondarySortKey(BY_USER))
		.attribute("sectionName", String.class,
				(booking) -> booking.sectionName().isEmpty() ? null : booking.sectionName())
		.attribute("userId", String.class, (booking) -> booking.user().value(), secondaryPartitionKey(BY_USER))
		.attribute("tickets", new StoredTicketsConverter(),
				(booking) -> booking.tickets().stream().map(StoredTicket::of).toList())
		.attribute("fares", EnhancedType.listOf(String.class), BookingSchema::fares)
		.attribute("holdCode", String.class, hold(Hold::code))
		.attribute("holdUntil", Long.class, hold((hold) -> hold.until().getEpochSecond()))
		.attribute("holdStatus", HoldStatus.class, hold(Hold::status))
		.attribute("holdProlongedBy", String.class, hold(Hold::prolongedBy))
		.attribute("paymentReference", String.class, hold((hold) -> payment(hold, Payment::reference)))
		.attribute("paymentAmount", String.class,
				hold((hold) -> payment(hold, (payment) -> payment.amount().toString())))
		.attribute("actions", EnhancedType.listOf(String.class), BookingSchema::actions)
		.attribute(TableDefinition.PURGE_AT, Long.class, Booking::purgeAt)
		.attribute("version", Long.class, Booking::version)
		.build();

	static final TableSchema<UserEntry> USER_ENTRIES = RecordSchema
		.of(UserEntry.class,
				(attributes) -> new UserEntry(attributes.get("section", String.class),
						attributes.get("bookingId", String.class), attributes.get("userId", String.class)))
		.attribute("section", String.class, UserEntry::section, primaryPartitionKey())
		.attribute("bookingId", String.class, UserEntry::bookingId, primarySortKey(), secondarySortKey(BY_USER))
		.attribute("userId", String.class, UserEntry::userId, secondaryPartitionKey(BY_USER))
		.build();

	private BookingSchema() {
	}

	private static <V> Function<Booking, @Nullable V> hold(Function<Hold, @Nullable V> part) {
		return (booking) -> (booking.hold() != null) ? part.apply(booking.hold()) : null;
	}

	private static Booking read(ItemAttributes attributes) {
		SectionKey section = SectionKey.parse(attributes.get("section", String.class));
		BookingId id = new BookingId(attributes.get("bookingId", String.class));
		List<Ticket> tickets = new ArrayList<>();
		List<?> fares = attributes.get("fares", List.class, List.of());
		for (Object stored : attributes.get("tickets", List.class)) {
			Ticket ticket = ((StoredTicket) stored).toTicket(section, id);
			tickets.add(fares.isEmpty() ? ticket : ticket.costing(Fare.parse((String) fares.get(tickets.size()))));
		}
		return new Booking(section, attributes.get("sectionName", String.class, ""), id,
				new UserId(attributes.get("userId", String.class)), tickets, readHold(attributes),
				readActions(attributes), attributes.find(TableDefinition.PURGE_AT, Long.class),
				attributes.get("version", Long.class));
	}

	private static List<StaffAction> readActions(ItemAttributes attributes) {
		return ((List<?>) attributes.get("actions", List.class, List.of())).stream()
			.map((text) -> StaffAction.parse((String) text))
			.toList();
	}

	private static @Nullable List<String> actions(Booking booking) {
		return booking.actions().isEmpty() ? null : booking.actions().stream().map(StaffAction::text).toList();
	}

	private static @Nullable Hold readHold(ItemAttributes attributes) {
		Long until = attributes.find("holdUntil", Long.class);
		return (until == null) ? null
				: new Hold(attributes.get("holdCode", String.class), Instant.ofEpochSecond(until),
						attributes.get("holdStatus", HoldStatus.class),
						attributes.find("holdProlongedBy", String.class), readPayment(attributes));
	}

	private static @Nullable Payment readPayment(ItemAttributes attributes) {
		String amount = attributes.find("paymentAmount", String.class);
		return (amount == null) ? null
				: new Payment(attributes.get("paymentReference", String.class), Money.parse(amount));
	}

	private static @Nullable String payment(Hold hold, Function<Payment, String> part) {
		return (hold.payment() != null) ? part.apply(hold.payment()) : null;
	}

	/**
	 * Returns what each ticket costs, null if they have no prices: all tickets of a
	 * booking have one, or none has.
	 */
	private static @Nullable List<String> fares(Booking booking) {
		List<String> fares = booking.tickets()
			.stream()
			.map(Ticket::fare)
			.filter(Objects::nonNull)
			.map(Fare::text)
			.toList();
		return fares.isEmpty() ? null : fares;
	}

	/**
	 * An entry in the index by user, which holds the keys of a booking only.
	 */
	record UserEntry(String section, String bookingId, String userId) {
	}

}
