package com.ticketly.reliability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.ticketly.TicketlyInstance;
import com.ticketly.reliability.check.Answer.HoldState;
import com.ticketly.reliability.check.Tables;
import com.ticketly.reliability.check.Tables.StoredBooking;
import com.ticketly.reliability.check.Tables.StoredSection;
import com.ticketly.reliability.check.Tables.StoredSlot;
import com.ticketly.reliability.check.TicketState;
import com.ticketly.seating.SeatLayout;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.Hold;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.Ticket;
import com.ticketly.user.User;
import com.ticketly.user.Users;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is stored for slots.
 */
final class TableReader {

	private final Slots slots;

	private final Sections sections;

	private final Bookings bookings;

	private final Users users;

	private final Map<String, String> customers = new HashMap<>();

	/**
	 * Creates a reader.
	 * @param auditor an instance whose connection to the database has no faults
	 */
	TableReader(TicketlyInstance auditor) {
		this.slots = auditor.bean(Slots.class);
		this.sections = auditor.bean(Sections.class);
		this.bookings = auditor.bean(Bookings.class);
		this.users = auditor.bean(Users.class);
	}

	/**
	 * Reads until nothing has changed between two reads: bookings without an answer may
	 * still be undone.
	 */
	Tables read(List<String> slotIds) {
		Tables before = readOnce(slotIds);
		Tables tables = readOnce(slotIds);
		while (!tables.equals(before)) {
			before = tables;
			tables = readOnce(slotIds);
		}
		return tables;
	}

	private Tables readOnce(List<String> slotIds) {
		Tables tables = new Tables(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		for (String slotId : slotIds) {
			Slot slot = this.slots.read(new SlotId(slotId)).orElseThrow();
			tables.slots().add(new StoredSlot(slotId, slot.lifecycle().status().toString()));
			for (Section section : this.sections.ofSlot(slot.id())) {
				SeatLayout layout = this.slots.seating(slot).sections().get(section.key().no()).layout();
				tables.sections().add(section(section, layout));
				this.bookings.withHolds(section.key(), null)
					.filter((booking) -> booking.id().value().startsWith("BKG"))
					.map(this::booking)
					.forEach(tables.bookings()::add);
			}
		}
		return tables;
	}

	private static StoredSection section(Section section, SeatLayout layout) {
		Set<String> seats = new HashSet<>();
		Set<String> taken = new HashSet<>();
		Set<String> blocked = new HashSet<>();
		Map<String, Long> holds = new HashMap<>();
		BitSet takenSeats = BitSet.valueOf(section.seats().taken().toBytes());
		BitSet blockedSeats = BitSet.valueOf(section.seats().blocked().toBytes());
		IntStream.range(0, section.seats().size()).forEach((seat) -> {
			String name = layout.name(seat);
			seats.add(name);
			if (takenSeats.get(seat)) {
				taken.add(name);
			}
			if (blockedSeats.get(seat)) {
				blocked.add(name);
			}
		});
		section.seats().holds().ends().forEach((seat, until) -> holds.put(layout.name(seat), until.toEpochMilli()));
		return new StoredSection(section.key().slot().value(), section.key().no(), section.open(), seats, taken, holds,
				blocked, section.left());
	}

	private StoredBooking booking(Booking booking) {
		Hold hold = booking.hold();
		return new StoredBooking(booking.id().value(), booking.section().slot().value(), booking.section().no(),
				this.customers.computeIfAbsent(booking.user().value(),
						(_) -> this.users.find(booking.user()).map(User::name).orElse("nobody")),
				booking.tickets().stream().map(TableReader::ticket).toList(),
				(hold == null) ? null
						: new HoldState(HoldId.of(booking, hold).value(), booking.section().slot().value(),
								hold.status().toString(), hold.until().toEpochMilli(),
								booking.tickets().stream().map((ticket) -> ticket.seat().name()).toList()));
	}

	private static TicketState ticket(Ticket ticket) {
		return new TicketState(ticket.id().value(), ticket.id().section().slot().value(), ticket.seat().name(),
				ticket.status().toString(), ticket.reason() != null, text(ticket.replaces()),
				text(ticket.replacedBy()));
	}

	private static @Nullable String text(@Nullable Object id) {
		return (id != null) ? id.toString() : null;
	}

}
