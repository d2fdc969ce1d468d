package com.ticketly.ticket;

import java.util.List;

import com.ticketly.dynamodb.ItemAttributes;
import com.ticketly.dynamodb.RecordSchema;
import com.ticketly.seating.Seat;
import com.ticketly.slot.SectionKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores tickets as a list. A ticket that is unchanged since it was booked, as most are,
 * is stored as a string of its code, its seat number and, if that differs, the name of
 * the seat: {@code 7K3MZ9QA 12 C4}. Any other ticket is stored as a map, which takes more
 * bytes.
 */
class StoredTicketsConverter implements AttributeConverter<List<StoredTicketsConverter.StoredTicket>> {

	private static final String SPACE = " ";

	@Override
	public AttributeValue transformFrom(List<StoredTicket> tickets) {
		return AttributeValue.fromL(tickets.stream().map(StoredTicketsConverter::write).toList());
	}

	@Override
	public List<StoredTicket> transformTo(AttributeValue attribute) {
		return attribute.l().stream().map(StoredTicketsConverter::read).toList();
	}

	private static AttributeValue write(StoredTicket ticket) {
		if (!ticket.isAsBooked()) {
			return AttributeValue.fromM(StoredTicket.SCHEMA.itemToMap(ticket, true));
		}
		String text = ticket.code() + SPACE + ticket.seat();
		return AttributeValue.fromS((ticket.name() != null) ? text + SPACE + ticket.name() : text);
	}

	private static StoredTicket read(AttributeValue value) {
		if (value.hasM()) {
			return StoredTicket.SCHEMA.mapToItem(value.m());
		}
		// The name of a seat may contain spaces.
		String[] parts = value.s().split(SPACE, 3);
		return StoredTicket.asBooked(parts[0], Integer.parseInt(parts[1]), (parts.length > 2) ? parts[2] : null);
	}

	@Override
	public EnhancedType<List<StoredTicket>> type() {
		return EnhancedType.listOf(StoredTicket.class);
	}

	@Override
	public AttributeValueType attributeValueType() {
		return AttributeValueType.L;
	}

	/**
	 * A ticket in the item of its booking. It leaves out what the booking contains,
	 * because an item costs a write unit for each kilobyte. A ticket is "as booked" while
	 * it is unchanged since it was booked.
	 */
	record StoredTicket(String code, int seat, @Nullable String name, TicketStatus status, @Nullable String reason,
			@Nullable String replaces, @Nullable String replacedBy) {

		static final TableSchema<StoredTicket> SCHEMA = RecordSchema.of(StoredTicket.class, StoredTicket::read)
			.attribute("code", String.class, StoredTicket::code)
			.attribute("seat", Integer.class, StoredTicket::seat)
			.attribute("name", String.class, StoredTicket::name)
			.attribute("status", TicketStatus.class, StoredTicket::status)
			.attribute("reason", String.class, StoredTicket::reason)
			.attribute("replaces", String.class, StoredTicket::replaces)
			.attribute("replacedBy", String.class, StoredTicket::replacedBy)
			.build();

		private static StoredTicket read(ItemAttributes attributes) {
			return new StoredTicket(attributes.get("code", String.class), attributes.get("seat", Integer.class),
					attributes.find("name", String.class), attributes.get("status", TicketStatus.class),
					attributes.find("reason", String.class), attributes.find("replaces", String.class),
					attributes.find("replacedBy", String.class));
		}

		static StoredTicket of(Ticket ticket) {
			Seat seat = ticket.seat();
			return new StoredTicket(ticket.id().code(), seat.number(),
					seat.equals(Seat.numbered(seat.number())) ? null : seat.name(), ticket.status(), ticket.reason(),
					text(ticket.replaces()), text(ticket.replacedBy()));
		}

		boolean isAsBooked() {
			return this.status == TicketStatus.BOOKED && this.reason == null && this.replaces == null
					&& this.replacedBy == null;
		}

		static StoredTicket asBooked(String code, int seat, @Nullable String name) {
			return new StoredTicket(code, seat, name, TicketStatus.BOOKED, null, null, null);
		}

		Ticket toTicket(SectionKey section, BookingId booking) {
			return new Ticket(new TicketId(section, booking, this.code),
					(this.name != null) ? new Seat(this.seat, this.name) : Seat.numbered(this.seat), this.status,
					this.reason, ticketId(this.replaces), ticketId(this.replacedBy), null);
		}

		private static @Nullable String text(@Nullable TicketId id) {
			return (id != null) ? id.value() : null;
		}

		private static @Nullable TicketId ticketId(@Nullable String text) {
			return (text != null) ? TicketId.parse(text).orElseThrow() : null;
		}

	}

}
