package com.ticketly.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitOfWorkTests {

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private static final UserId USER = new UserId("U1");

	private final TicketlyInstance ticketly = TicketlyInstance.builder().start();

	private SectionKey key;

	private CachedSection cached;

	private ItemSnapshots snapshots;

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	@BeforeEach
	void schedule() {
		this.key = new SectionKey(new SlotId(this.ticketly.schedule("Skyfall", 20)), 0);
		this.cached = new CachedSection(this.key);
		this.snapshots = new ItemSnapshots(List.of(this.cached), this.ticketly.bean(Sections.class));
	}

	private UnitOfWork begin() {
		return new UnitOfWork(this.ticketly.bean(Tables.class), this.snapshots, NOW);
	}

	private static <T> T apply(UnitOfWork unitOfWork, Command<T> command) {
		return unitOfWork.run(command::apply, command.sections().size(), command.items(), false);
	}

	private WriteResult write(UnitOfWork unitOfWork) {
		return this.ticketly.bean(Transactions.class).write(unitOfWork.staged().toTransaction());
	}

	private static Booking booking(Section section, int seat) {
		return Booking.of(section, "", BookingId.create(NOW), USER, List.of(Seat.numbered(seat)));
	}

	/**
	 * A command that takes a seat.
	 */
	private Command<Booking> take(int seat) {
		return command(1, (unitOfWork) -> {
			Section section = unitOfWork.section(this.key);
			Booking booking = booking(section, seat);
			unitOfWork.put(Bookings.ITEMS, booking);
			unitOfWork.put(section.take(List.of(seat)));
			return booking;
		});
	}

	private <T> Command<T> command(int items, Function<UnitOfWork, T> work) {
		return new Command<>() {

			@Override
			public List<SectionKey> sections() {
				return List.of(UnitOfWorkTests.this.key);
			}

			@Override
			public int items() {
				return items;
			}

			@Override
			public T apply(UnitOfWork unitOfWork) {
				return work.apply(unitOfWork);
			}

		};
	}

	@Test
	void keepsNothingOfACommandThatFails() {
		UnitOfWork unitOfWork = begin();
		apply(unitOfWork, take(1));

		assertThatIllegalStateException().isThrownBy(() -> apply(unitOfWork, command(1, (unit) -> {
			Section section = unit.section(this.key);
			unit.put(Bookings.ITEMS, booking(section, 2));
			unit.put(section.take(List.of(2)));
			return unit.section(this.key).take(List.of(2));
		})));

		assertThat(unitOfWork.section(this.key).left()).isEqualTo(19);
		assertThat(unitOfWork.staged().toTransaction().transactWriteItems()).hasSize(2);
		assertThat(write(unitOfWork)).isInstanceOf(WriteResult.Written.class);
		assertThat(this.ticketly.bean(Bookings.class).ofSection(this.key, null)).hasSize(1);
	}

	@Test
	void rejectsACommandThatStagesMoreThanItDeclares() {
		UnitOfWork unitOfWork = begin();

		assertThatIllegalStateException().isThrownBy(() -> apply(unitOfWork, command(1, (unit) -> {
			Section section = unit.section(this.key);
			unit.put(Bookings.ITEMS, booking(section, 1));
			unit.put(Bookings.ITEMS, booking(section, 2));
			return section;
		}))).withMessageContaining("2 items");

		assertThat(unitOfWork.staged().isEmpty()).isTrue();
	}

	@Test
	void rejectsASectionThatTheGroupDoesNotCommitFor() {
		UnitOfWork unitOfWork = begin();

		assertThatIllegalArgumentException().isThrownBy(() -> unitOfWork.section(new SectionKey(this.key.slot(), 1)));
	}

	@Test
	void showsCommandsWhatEarlierOnesHaveStaged() {
		UnitOfWork unitOfWork = begin();
		Booking booking = apply(unitOfWork, take(1));

		Booking canceled = apply(unitOfWork, command(1, (unit) -> {
			Booking current = unit.find(Bookings.ITEMS, booking).orElseThrow();
			Booking changed = current.cancel(current.tickets().getFirst().id(), null);
			unit.put(Bookings.ITEMS, changed);
			unit.put(unit.section(this.key).free(List.of(1)));
			return changed;
		}));

		assertThat(unitOfWork.find(Bookings.ITEMS, booking)).contains(canceled);
		assertThat(unitOfWork.section(this.key).left()).isEqualTo(20);
		assertThat(unitOfWork.staged().toTransaction().transactWriteItems()).hasSize(2);
	}

	@Test
	void doesNotFindAnItemThatAnEarlierCommandDeletes() {
		UnitOfWork first = begin();
		Booking booking = apply(first, take(1));
		write(first);
		this.cached.evict();
		UnitOfWork unitOfWork = begin();

		apply(unitOfWork, command(1, (unit) -> {
			unit.delete(Bookings.ITEMS, booking.nextVersion());
			unit.put(unit.section(this.key).free(List.of(1)));
			return Optional.empty();
		}));

		assertThat(unitOfWork.find(Bookings.ITEMS, booking.nextVersion())).isEmpty();
		assertThat(write(unitOfWork)).isInstanceOf(WriteResult.Written.class);
		assertThat(this.ticketly.bean(Bookings.class).findAny(this.key, booking.id())).isEmpty();
	}

	@Test
	void learnsTheStoredItemsOfARefusedTransaction() {
		UnitOfWork stale = begin();
		Booking booking = apply(stale, take(1));
		UnitOfWork first = begin();
		apply(first, command(1, (unit) -> {
			unit.put(Bookings.ITEMS, booking);
			unit.put(unit.section(this.key).take(List.of(7)));
			return booking;
		}));
		write(first);

		WriteResult.Refused refused = (WriteResult.Refused) write(stale);
		stale.learn(refused.reasons());

		UnitOfWork next = begin();
		assertThat(next.section(this.key).left()).as("the section, without a read").isEqualTo(19);
		assertThat(
				next.existing(Bookings.ITEMS, this.ticketly.bean(Tables.class).versioned(Bookings.ITEMS).key(booking)))
			.contains(booking.nextVersion());
	}

}
