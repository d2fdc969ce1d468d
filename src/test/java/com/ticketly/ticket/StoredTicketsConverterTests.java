package com.ticketly.ticket;

import java.util.List;
import java.util.Map;

import com.ticketly.ticket.StoredTicketsConverter.StoredTicket;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

class StoredTicketsConverterTests {

	private final StoredTicketsConverter converter = new StoredTicketsConverter();

	@Test
	void storesBookedTicketsAsStrings() {
		List<StoredTicket> tickets = List.of(StoredTicket.asBooked("7K3MZ9QA", 12, null),
				StoredTicket.asBooked("9QA7K3MZ", 13, "C4"), StoredTicket.asBooked("M7K3Z9QA", 14, "Box 1 left"));

		AttributeValue stored = this.converter.transformFrom(tickets);

		assertThat(stored.l()).extracting(AttributeValue::s)
			.containsExactly("7K3MZ9QA 12", "9QA7K3MZ 13 C4", "M7K3Z9QA 14 Box 1 left");
		assertThat(this.converter.transformTo(stored)).isEqualTo(tickets);
	}

	@Test
	void storesChangedTicketsAsMapsWithAllAttributes() {
		String other = "TKT01K00000000000000000000000" + "00" + "01K00000000000000000000000" + "7K3MZ9QA";
		List<StoredTicket> tickets = List.of(
				new StoredTicket("7K3MZ9QA", 1, "C4", TicketStatus.CANCELED, "Flood", null, null),
				new StoredTicket("7K3MZ9QB", 2, null, TicketStatus.CANCELED, null, null, other),
				new StoredTicket("7K3MZ9QC", 3, null, TicketStatus.BOOKED, null, other, null),
				new StoredTicket("7K3MZ9QD", 4, null, TicketStatus.ARCHIVED, null, null, null));

		AttributeValue stored = this.converter.transformFrom(tickets);

		assertThat(stored.l()).allSatisfy((ticket) -> assertThat(ticket.hasM()).isTrue());
		assertThat(this.converter.transformTo(stored)).isEqualTo(tickets);
	}

	@Test
	void readsABookedTicketFromAMap() {
		AttributeValue map = AttributeValue.fromM(Map.of("code", AttributeValue.fromS("7K3MZ9QA"), "seat",
				AttributeValue.fromN("12"), "status", AttributeValue.fromS("Booked")));

		assertThat(this.converter.transformTo(AttributeValue.fromL(List.of(map))))
			.containsExactly(StoredTicket.asBooked("7K3MZ9QA", 12, null));
	}

}
