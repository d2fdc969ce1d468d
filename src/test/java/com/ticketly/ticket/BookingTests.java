package com.ticketly.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.sale.SaleTerms;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotCapacity;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotLifecycle;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.SlotType;
import com.ticketly.user.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BookingTests {

	private static final Duration MONTH = Duration.ofDays(30);

	private static final Instant EXPIRY = Instant.parse("2030-11-01T23:22:00Z");

	private static final Instant BEFORE = EXPIRY.minus(Duration.ofDays(1));

	private static final SlotId SLOT = SlotId.create(BEFORE);

	private static Slot slot(@Nullable Instant expiredAt) {
		Showing showing = new Showing("Skyfall", "", EXPIRY.minus(Duration.ofHours(11)),
				EXPIRY.minus(Duration.ofHours(8)), SlotType.MOVIE, Genre.ACTION);
		SlotLifecycle lifecycle = new SlotLifecycle((expiredAt != null) ? SlotStatus.EXPIRED : SlotStatus.SCHEDULED,
				EXPIRY, expiredAt, null, null, null, null);
		return new Slot(SLOT, showing, new SlotCapacity(20, 1, false), SaleTerms.NONE, lifecycle, 1, 1);
	}

	private static Booking booking(Instant at, Integer... seats) {
		Section section = new Section(new SectionKey(SLOT, 3), 1, SeatMap.free(20), true, 1, DoorSeats.NONE, null, 1);
		return Booking.of(section, "", BookingId.create(at), new UserId("U1"),
				Stream.of(seats).map(Seat::numbered).toList());
	}

	private static TicketStatus status(Booking booking, Instant now, Slot slot) {
		return new TicketStatusAt(now, slot, MONTH).apply(booking).tickets().getFirst().status();
	}

	@Test
	void expiresAtTheExpiryTimeAndIsArchivedAfterThePeriod() {
		Booking booking = booking(BEFORE, 1);

		assertThat(status(booking, EXPIRY.minusSeconds(1), slot(null))).isEqualTo(TicketStatus.BOOKED);
		assertThat(status(booking, EXPIRY, slot(null))).isEqualTo(TicketStatus.EXPIRED);
		assertThat(status(booking, EXPIRY.plus(MONTH).minusSeconds(1), slot(null))).isEqualTo(TicketStatus.EXPIRED);
		assertThat(status(booking, EXPIRY.plus(MONTH), slot(null))).isEqualTo(TicketStatus.ARCHIVED);
	}

	@Test
	void staysBookedUntilTheNextRunWhenBookedAfterTheExpiryOfItsSlot() {
		Instant late = EXPIRY.plus(Duration.ofDays(900));
		Booking booking = booking(late, 1);

		assertThat(status(booking, late.plusSeconds(60), slot(null))).isEqualTo(TicketStatus.BOOKED);
		assertThat(status(booking, late.plusSeconds(60), slot(late.plusSeconds(60)))).isEqualTo(TicketStatus.EXPIRED);
		assertThat(status(booking, late.plusSeconds(60).plus(MONTH), slot(late.plusSeconds(60))))
			.isEqualTo(TicketStatus.ARCHIVED);
	}

	@Test
	void staysCanceledAfterExpiry() {
		Booking booking = booking(BEFORE, 1);
		Booking canceled = booking.cancel(booking.tickets().getFirst().id(), null);

		assertThat(status(canceled, EXPIRY.plus(MONTH), slot(null))).isEqualTo(TicketStatus.CANCELED);
	}

	@Test
	void cancelsOneTicketAndLeavesTheOthers() {
		Booking booking = booking(BEFORE, 4, 5, 6);

		Booking canceled = booking.cancel(booking.tickets().get(1).id(), null);

		assertThat(canceled.tickets()).extracting(Ticket::status)
			.containsExactly(TicketStatus.BOOKED, TicketStatus.CANCELED, TicketStatus.BOOKED);
		assertThat(canceled.count(TicketStatus.BOOKED)).isEqualTo(2);
	}

	@Test
	void refusesToCancelATicketThatIsNotBooked() {
		Booking booking = booking(BEFORE, 4);
		TicketId ticket = booking.tickets().getFirst().id();
		Booking canceled = booking.cancel(ticket, null);

		assertThatIllegalStateException().isThrownBy(() -> canceled.cancel(ticket, null));
	}

	@Test
	void encodesSectionAndBookingInEveryTicketId() {
		Booking booking = booking(BEFORE, 4, 5);

		assertThat(booking.tickets()).extracting((ticket) -> TicketId.parse(ticket.id().value()).orElseThrow())
			.containsExactlyElementsOf(booking.tickets().stream().map(Ticket::id).toList())
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.section().equals(new SectionKey(SLOT, 3)) && id.booking().equals(booking.id()));
	}

	@Test
	void refusesMalformedTicketIds() {
		String id = booking(BEFORE, 1).tickets().getFirst().id().value();

		assertThat(List.of("", "TKT", "x" + id, id + "0", id.toLowerCase(), id.replace("TKT", "TKX"),
				id.substring(0, id.length() - 1) + "U"))
			.allMatch((text) -> TicketId.parse(text).isEmpty());
	}

}
