package com.ticketly.ticket;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.user.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BookingReferenceTests {

	private static final SectionKey SECTION = new SectionKey(new SlotId("SLT01JDA3M5Q7R9S1T3V5W7X9Y1Z3"), 7);

	private static final BookingId ID = BookingId.create(Instant.parse("2030-11-01T12:22:00Z"));

	private final Booking booking = booking("7K3MZ9QA", "00000000", "ZZZZZZZZ");

	private static Booking booking(String... codes) {
		return Booking.of(Section.missing(SECTION), "", new UserId("U1"),
				Stream.of(codes).map((code) -> new TicketId(SECTION, ID, code)).toList(),
				Stream.iterate(1, (seat) -> seat + 1).limit(codes.length).map(Seat::numbered).toList());
	}

	@Test
	void isParsed() {
		BookingReference id = BookingReference.of(this.booking);

		assertThat(BookingReference.parse(id.value())).hasValue(id);
		assertThat(id.value()).startsWith("BKG01JDA3M5Q7R9S1T3V5W7X9Y1Z307").hasSize(65);
		assertThat(id.matches(this.booking)).isTrue();
	}

	@Test
	void staysWhenATicketIsCanceled() {
		Booking canceled = this.booking.cancel(this.booking.tickets().getFirst().id(), null);

		assertThat(BookingReference.of(canceled)).isEqualTo(BookingReference.of(this.booking));
	}

	@Test
	void dependsOnAllCodesAndTheirOrder() {
		assertThat(List.of(booking("7K3MZ9QA", "00000000", "ZZZZZZZY"), booking("7K3MZ9QB", "00000000", "ZZZZZZZZ"),
				booking("00000000", "7K3MZ9QA", "ZZZZZZZZ"), booking("7K3MZ9QA")))
			.noneMatch(BookingReference.of(this.booking)::matches);
	}

	@Test
	void containsNoCode() {
		assertThat(this.booking.tickets())
			.noneMatch((ticket) -> BookingReference.of(this.booking).value().contains(ticket.id().code()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "BKG", "BKG01JDB4N6P8R0S2T4V6W8X0Y2Z4",
			"TKT01JDA3M5Q7R9S1T3V5W7X9Y1Z30001JDB4N6P8R0S2T4V6W8X0Y2Z4A1B2C3D4" })
	void isNotParsedFromOtherText(String text) {
		assertThat(BookingReference.parse(text)).isEmpty();
	}

}
