package com.ticketly.document;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import com.ticketly.document.TicketSheet.Price;
import com.ticketly.price.Fare;
import com.ticketly.slot.Showing;
import com.ticketly.ticket.Ticket;
import com.ticketly.ticket.TicketStatus;
import com.ticketly.ticketcode.TicketCode;
import com.ticketly.ticketcode.TicketCodes;
import org.joda.money.format.MoneyFormatter;
import org.joda.money.format.MoneyFormatterBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes the sheets of tickets, with times in the time zone of the venue.
 */
@Component
record TicketSheets(Clock clock, TicketCodes codes) {

	private static final String NO_CODE = "The code is not available at the moment. Please try again later.";

	List<TicketSheet> of(ShownTickets shown) {
		return shown.tickets().stream().map((ticket) -> of(shown, ticket)).toList();
	}

	private TicketSheet of(ShownTickets shown, Ticket ticket) {
		Showing showing = shown.slot().showing();
		String section = shown.booking().sectionName();
		boolean valid = ticket.status() == TicketStatus.BOOKED;
		return new TicketSheet(showing.name(), date(showing), time(showing), section.isEmpty() ? null : section,
				ticket.seat().name(), price(ticket.fare()), status(ticket), note(ticket),
				(valid && this.codes.isAvailable()) ? code(ticket) : null);
	}

	private static @Nullable Price price(@Nullable Fare fare) {
		return (fare == null) ? null
				: new Price(Format.MONEY.print(fare.amount()), fare.category() + ", " + fare.concession());
	}

	private CodeImage code(Ticket ticket) {
		return CodeImage.of(this.codes.sign(TicketCode.of(ticket)));
	}

	private static @Nullable String status(Ticket ticket) {
		return switch (ticket.status()) {
			case BOOKED -> null;
			case CANCELED -> "Canceled";
			case EXPIRED, ARCHIVED -> "Expired";
		};
	}

	private @Nullable String note(Ticket ticket) {
		if (ticket.status() == TicketStatus.BOOKED) {
			return this.codes.isAvailable() ? null : NO_CODE;
		}
		return (ticket.replacedBy() != null) ? "Another ticket replaces this one." : ticket.reason();
	}

	private String date(Showing showing) {
		return Format.DATE.format(showing.start().atZone(showing.zone(this.clock.getZone())));
	}

	private String time(Showing showing) {
		ZonedDateTime start = showing.start().atZone(showing.zone(this.clock.getZone()));
		ZonedDateTime end = showing.end().atZone(showing.zone(this.clock.getZone()));
		boolean sameDay = start.toLocalDate().equals(end.toLocalDate());
		String untilDay = sameDay ? "" : Format.DATE.format(end) + ", ";
		return "%s – %s%s".formatted(Format.TIME.format(start), untilDay, Format.TIME_AND_ZONE.format(end));
	}

	/**
	 * The formats, which load the texts of the locale when they are first used.
	 */
	private static final class Format {

		private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.UK);

		private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

		private static final DateTimeFormatter TIME_AND_ZONE = DateTimeFormatter.ofPattern("HH:mm z", Locale.UK);

		private static final MoneyFormatter MONEY = new MoneyFormatterBuilder().appendCurrencySymbolLocalized()
			.appendAmountLocalized()
			.toFormatter(Locale.UK);

	}

}
