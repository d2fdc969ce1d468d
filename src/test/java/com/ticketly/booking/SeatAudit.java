package com.ticketly.booking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.ticketly.TicketlyInstance;
import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the seats that are taken in the sections of a slot with the tickets in its
 * bookings.
 */
public final class SeatAudit {

	private SeatAudit() {
	}

	/**
	 * Returns the tickets of a slot with status {@code Booked}.
	 * @throws AssertionError if two tickets have the same seat, or if the taken seats
	 * differ from the seats of the tickets
	 */
	public static List<Ticket> bookedTickets(TicketlyInstance ticketly, String slotId) {
		SlotId slot = SlotId.parse(slotId).orElseThrow();
		return ticketly.bean(Sections.class).ofSlot(slot).stream().flatMap((section) -> {
			List<Ticket> booked = ticketly.bean(Bookings.class)
				.ofSection(section.key(), null)
				.flatMap((booking) -> booking.tickets().stream())
				.filter((ticket) -> ticket.status() == TicketStatus.BOOKED)
				.toList();
			assertThat(booked).extracting(SeatAudit::number).doesNotHaveDuplicates();
			assertThat(taken(section)).isEqualTo(Set.copyOf(booked.stream().map(SeatAudit::number).toList()));
			return booked.stream();
		}).toList();
	}

	private static int number(Ticket ticket) {
		return ticket.seat().number();
	}

	private static Set<Integer> taken(Section section) {
		Set<Integer> taken = new HashSet<>();
		for (int seat = 0; seat < section.seats().size(); seat++) {
			if (section.seats().state(seat) == SeatState.TAKEN) {
				taken.add(section.firstSeat() + seat);
			}
		}
		return taken;
	}

}
