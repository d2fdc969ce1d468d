package com.ticketly.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.FaultyHttpClient;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.BookingKey;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests on which section a group is decided after its transaction was refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommitTests {

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private final TicketlyInstance ticketly = TicketlyInstance.builder().start();

	private final SectionKey key = new SectionKey(new SlotId(this.ticketly.schedule("Skyfall", 20)), 0);

	private final Sections sections = this.ticketly.bean(Sections.class);

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private record Answer(SectionKey section, Function<UnitOfWork, String> answer) implements Command<String> {

		@Override
		public List<SectionKey> sections() {
			return List.of(this.section);
		}

		@Override
		public int items() {
			return 1;
		}

		@Override
		public String apply(UnitOfWork unitOfWork) {
			return this.answer.apply(unitOfWork);
		}

	}

	/**
	 * Returns a command that makes a booking, unless the booking exists.
	 */
	private Pending<String> book(BookingId id) {
		return new Pending<>(new Answer(this.key, (unitOfWork) -> {
			if (unitOfWork.existing(Bookings.ITEMS, new BookingKey(this.key, id).tableKey()).isPresent()) {
				return "exists";
			}
			Section section = unitOfWork.section(this.key);
			int seat = section.firstSeat() + 10;
			unitOfWork.put(section.take(List.of(seat)));
			unitOfWork.put(Bookings.ITEMS, Booking.of(section, "", id, new UserId("U1"), List.of(Seat.numbered(seat))));
			return "booked";
		}));
	}

	/**
	 * Returns a command that is refused with the number of seats left.
	 */
	private Pending<String> refuse() {
		return new Pending<>(new Answer(this.key, (unitOfWork) -> unitOfWork.section(this.key).left() + " left"));
	}

	private void commit(Pending<?>... group) {
		this.ticketly.bean(GroupCommit.class).commit(List.of(group), List.of(this.outdated));
	}

	private final CachedSection outdated = new CachedSection(this.key);

	@Test
	void decidesARefusalOnACurrentSectionIfOnlyAnotherItemWasReturned() {
		Section before = this.sections.find(this.key).orElseThrow();
		this.outdated.set(before);
		BookingId id = BookingId.create(NOW);
		Pending<String> refused = refuse();
		Pending<String> booking = book(id);
		this.ticketly.bean(FaultyHttpClient.class)
			.conflictNext(() -> this.ticketly.bean(GroupCommit.class)
				.commit(List.of(book(id)), List.of(new CachedSection(this.key))), (item) -> item == 0);

		commit(refused, booking);

		assertThat(booking.outcome()).isCompletedWithValue(Optional.of("exists"));
		assertThat(refused.outcome()).isCompletedWithValue(Optional.of((before.left() - 1) + " left"));
	}

}
