package com.ticketly.ticket;

import java.util.List;

import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores tickets as a list. A ticket that is unchanged since it was booked, as most are,
 * is stored as a string of its code, its seat number and, if that differs, the name of
 * the seat: {@code 7K3MZ9QA 12 C4}. Any other ticket is stored as a map, which takes more
 * bytes.
 */
class StoredTicketsConverter implements AttributeConverter<List<StoredTicket>> {

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

}
