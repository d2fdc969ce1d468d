package com.ticketly.document;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Status;
import com.ticketly.slot.Showing;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;

/**
 * Renders entries of calendars (<a href="https://www.rfc-editor.org/rfc/rfc5545">RFC
 * 5545</a>). Calendars are shared with others, so an entry does not contain the id of the
 * ticket or of the booking.
 */
public final class CalendarFiles {

	private static final int MAX_LINE = 75;

	/**
	 * The maximum number of bytes of a {@code char} in UTF-8.
	 */
	private static final int MAX_BYTES = 3;

	private CalendarFiles() {
	}

	/**
	 * Renders one entry for all tickets of a document, which are for the same slot. It is
	 * canceled when all of them are.
	 */
	static byte[] render(ShownTickets shown, Instant now) {
		Showing showing = shown.slot().showing();
		boolean canceled = shown.withStatus(TicketStatus.CANCELED).size() == shown.tickets().size();
		VEvent event = new VEvent();
		event.setUid(uid(shown.key()) + "@ticketly");
		event.setDateTimeStamp(Date.from(now));
		event.setDateStart(Date.from(showing.start()));
		event.setDateEnd(Date.from(showing.end()));
		event.setSummary(showing.name());
		event.setDescription(description(shown, canceled));
		event.setStatus(canceled ? Status.cancelled() : Status.confirmed());
		// Both count up, so that a later file replaces the entry of an earlier one.
		event.setSequence((int) (shown.slot().edition() + shown.booking().version()));
		ICalendar calendar = new ICalendar();
		calendar.setProductId("-//Ticketly//Ticketly//EN");
		calendar.addEvent(event);
		return write(calendar);
	}

	/**
	 * Writes a calendar. It breaks lines after 75 bytes at most, where the library counts
	 * characters.
	 */
	public static byte[] write(ICalendar calendar) {
		String file = write(calendar, MAX_LINE);
		boolean ascii = file.chars().allMatch((character) -> character < 128);
		return (ascii ? file : write(calendar, MAX_LINE / MAX_BYTES - 1)).getBytes(StandardCharsets.UTF_8);
	}

	private static String write(ICalendar calendar, int lineLength) {
		StringWriter file = new StringWriter();
		try (ICalWriter writer = new ICalWriter(file, ICalVersion.V2_0)) {
			writer.getVObjectWriter().getFoldedLineWriter().setLineLength(lineLength);
			writer.write(calendar);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return file.toString();
	}

	private static UUID uid(String key) {
		return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
	}

	private static String description(ShownTickets shown, boolean canceled) {
		List<Ticket> tickets = canceled ? shown.tickets()
				: shown.tickets().stream().filter((ticket) -> ticket.status() != TicketStatus.CANCELED).toList();
		String seats = tickets.stream().map((ticket) -> ticket.seat().name()).collect(Collectors.joining(", "));
		String section = shown.booking().sectionName();
		return (section.isEmpty() ? "" : section + "\n") + ((tickets.size() == 1) ? "Seat " : "Seats ") + seats;
	}

}
