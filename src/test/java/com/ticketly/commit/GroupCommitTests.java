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

	private final SlotId slot = new SlotId(this.ticketly.schedule("Skyfall", 1000));

	private final SectionKey key = new SectionKey(this.slot, 0);

	private final SectionKey other = new SectionKey(this.slot, 1);

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
	private Pending<String> book(BookingId id, int index) {
		return new Pending<>(new Answer(this.key, (unitOfWork) -> {
			if (unitOfWork.existing(Bookings.ITEMS, new BookingKey(this.key, id).tableKey()).isPresent()) {
				return "exists";
			}
			Section section = unitOfWork.section(this.key);
			int seat = section.firstSeat() + index;
			unitOfWork.put(section.take(List.of(seat)));
			unitOfWork.put(Bookings.ITEMS, Booking.of(section, "", id, new UserId("U1"), List.of(Seat.numbered(seat))));
			return "booked";
		}));
	}

	/**
	 * Returns a command that is refused with the number of seats left.
	 */
	private Pending<String> refuse(SectionKey section) {
		return new Pending<>(new Answer(section, (unitOfWork) -> unitOfWork.section(section).left() + " left"));
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
		Pending<String> refused = refuse(this.key);
		Pending<String> booking = book(id, 10);
		this.ticketly.bean(FaultyHttpClient.class)
			.conflictNext(() -> this.ticketly.bean(GroupCommit.class)
				.commit(List.of(book(id, 10)), List.of(new CachedSection(this.key))), (item) -> item == 0);

		commit(refused, booking);

		assertThat(booking.outcome()).isCompletedWithValue(Optional.of("exists"));
		assertThat(refused.outcome()).isCompletedWithValue(Optional.of((before.left() - 1) + " left"));
	}

	@Test
	void decidesARefusalOnACurrentSectionIfAnotherSectionWasWritten() {
		CachedSection outdatedOther = new CachedSection(this.other);
		Section before = this.sections.find(this.other).orElseThrow();
		outdatedOther.set(before);
		int seat = before.firstSeat();
		commitAlone(new Answer(this.other, (unitOfWork) -> {
			unitOfWork.put(unitOfWork.section(this.other).take(List.of(seat)));
			return "taken";
		}));
		this.outdated.set(this.sections.find(this.key).orElseThrow());
		Pending<String> refused = refuse(this.other);
		Pending<String> booking = book(BookingId.create(NOW), 20);

		this.ticketly.bean(GroupCommit.class).commit(List.of(refused, booking), List.of(outdatedOther, this.outdated));

		assertThat(booking.outcome()).isCompletedWithValue(Optional.of("booked"));
		assertThat(refused.outcome()).isCompletedWithValue(Optional.of((before.left() - 1) + " left"));
	}

	private void commitAlone(Command<String> command) {
		this.ticketly.bean(GroupCommit.class)
			.commit(List.of(new Pending<>(command)), List.of(new CachedSection(command.sections().getFirst())));
	}

}
