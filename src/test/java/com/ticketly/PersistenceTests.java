package com.ticketly;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.ticketly.dynamodb.Tables;
import com.ticketly.dynamodb.Transactions;
import com.ticketly.dynamodb.WriteResult;
import com.ticketly.seating.Seat;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotPlan;
import com.ticketly.slot.SlotPosition;
import com.ticketly.slot.SlotQuery;
import com.ticketly.slot.SlotSchedule;
import com.ticketly.slot.SlotType;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the tables. Subclasses choose the implementation of DynamoDB.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PersistenceTests {

	private static final Instant START = Instant.parse("2030-11-01T12:22:00Z");

	private TicketlyInstance ticketly;

	/**
	 * Starts the service with the database under test.
	 */
	abstract TicketlyInstance start();

	@BeforeAll
	void startService() {
		this.ticketly = start();
	}

	@AfterAll
	void stopService() {
		this.ticketly.close();
	}

	private Slots slots() {
		return this.ticketly.bean(Slots.class);
	}

	private Slot schedule(String name, Instant start, Genre genre, int capacity) {
		SlotPlan plan = new SlotPlan(
				new Showing(name, "Well.", start, start.plusSeconds(7200), SlotType.CONCERT, genre), capacity, null);
		SlotSchedule.Result result = this.ticketly.bean(SlotSchedule.class).add(plan, false, (transaction, slot) -> {
		});
		return ((SlotSchedule.Result.Written) result).slot();
	}

	private Section section(Slot slot) {
		return this.ticketly.bean(Sections.class).find(slot.sectionKeys().getFirst()).orElseThrow();
	}

	private static Booking booking(Section section, UserId user, Integer... seats) {
		return Booking.of(section, "", BookingId.create(START), user, Stream.of(seats).map(Seat::numbered).toList());
	}

	private WriteResult write(Section section, List<Booking> bookings) {
		TransactWriteItemsEnhancedRequest.Builder transaction = TransactWriteItemsEnhancedRequest.builder()
			.clientRequestToken(UUID.randomUUID().toString());
		this.ticketly.bean(Tables.class).versioned(Sections.ITEMS).addPut(transaction, section);
		bookings.forEach(
				(booking) -> this.ticketly.bean(Tables.class).versioned(Bookings.ITEMS).addPut(transaction, booking));
		return this.ticketly.bean(Transactions.class).write(transaction.build());
	}

	@Test
	void readsAScheduledSlot() {
		Slot slot = schedule("Skyfall", START, Genre.ACTION, 1200);

		assertThat(slots().read(slot.id())).contains(slot);
		assertThat(this.ticketly.bean(Sections.class).ofSlot(slot.id())).hasSize(3)
			.extracting(Section::left)
			.containsExactly(400, 400, 400);
		assertThat(this.ticketly.bean(Sections.class).seatsLeft(List.of(slot), START)).containsEntry(slot.id(), 1200);
	}

	@Test
	void listsByNameGenreAndTimeInOrder() {
		List<Slot> saga = IntStream.range(0, 4)
			.mapToObj((i) -> schedule("Saga " + i % 2, START.plusSeconds(60L * (i / 2)), Genre.SAGA, 1))
			.toList();

		SlotQuery query = SlotQuery.ofGenre(Genre.SAGA);
		assertThat(slots().list(query, null, 3).slots()).containsExactlyElementsOf(saga);
		assertThat(slots().list(query, SlotPosition.of(saga.get(1)), 1).slots())
			.containsExactlyElementsOf(saga.subList(2, 4));
		assertThat(slots().named("Saga 1", START)).containsExactly(saga.get(1));
		assertThat(slots().list(SlotQuery.ALL, null, 100).slots()).containsSubsequence(saga);
	}

	@Test
	void findsDueSlotsUntilTheyAreExpired() {
		Instant past = Instant.parse("2001-01-01T00:00:00Z");
		Slot slot = schedule("Long ago", past, Genre.CRIME, 1);
		Instant expiry = past.plusSeconds(7200 + 8 * 3600);

		assertThat(slots().due(expiry.minusSeconds(1))).doesNotContain(slot);
		assertThat(slots().due(expiry)).containsExactly(slot);
		Slot claimed = slots().claim(slot, expiry).orElseThrow();
		assertThat(slots().claim(slot, expiry)).as("second claim").isEmpty();
		assertThat(slots().replace(claimed.expire(expiry))).isPresent();
		assertThat(slots().due(expiry)).isEmpty();
		assertThat(slots().list(SlotQuery.ALL, null, 100).slots().map(Slot::id)).contains(slot.id());
	}

	@Test
	void writesASectionAndItsBookingsInOneTransaction() {
		Slot slot = schedule("Skyfall", START, Genre.ACTION, 20);
		Section section = section(slot);
		Booking booking = booking(section, new UserId("U1"), 1, 2);

		assertThat(write(section.take(List.of(1, 2)), List.of(booking))).isInstanceOf(WriteResult.Written.class);

		assertThat(section(slot).left()).isEqualTo(18);
		assertThat(this.ticketly.bean(Bookings.class).find(section.key(), booking.id()))
			.contains(booking.nextVersion());
		assertThat(this.ticketly.bean(Bookings.class).ofSection(section.key(), null))
			.containsExactly(booking.nextVersion());
	}

	@Test
	void returnsTheStoredItemsWhenTheSectionHasChanged() {
		Slot slot = schedule("Skyfall", START, Genre.ACTION, 20);
		Section old = section(slot);
		write(old.take(List.of(1)), List.of());
		Booking booking = booking(old, new UserId("U1"), 2);

		WriteResult result = write(old.take(List.of(2)), List.of(booking));

		assertThat(result).isInstanceOfSatisfying(WriteResult.Refused.class, (refused) -> {
			assertThat(refused.reasons()).extracting(WriteResult.Reason::conditionFailed).containsExactly(true, false);
			assertThat(this.ticketly.bean(Tables.class)
				.versioned(Sections.ITEMS)
				.parse(refused.reasons().getFirst().item())).isEqualTo(Optional.of(section(slot)));
		});
		assertThat(this.ticketly.bean(Bookings.class).find(old.key(), booking.id())).isEmpty();
	}

	@Test
	void writesNoSectionThatIsMissing() {
		SectionKey key = new SectionKey(SlotId.create(START), 0);

		assertThat(this.ticketly.bean(Tables.class).versioned(Sections.ITEMS).replace(Section.missing(key))).isEmpty();
		assertThat(write(Section.missing(key), List.of())).isInstanceOf(WriteResult.Refused.class);
		assertThat(this.ticketly.bean(Sections.class).find(key)).isEmpty();
	}

	@Test
	void findsTheBookingsOfAUserInOrder() {
		Section section = section(schedule("Skyfall", START, Genre.ACTION, 20));
		UserId user = new UserId("U" + UUID.randomUUID());
		List<Booking> bookings = IntStream.range(0, 3)
			.mapToObj((i) -> Booking.of(section, "", BookingId.create(START.plusSeconds(i)), user,
					List.of(Seat.numbered(i + 1))))
			.toList();
		write(section.take(Set.of(1, 2, 3)), bookings);

		assertThat(this.ticketly.bean(Bookings.class).withHolds(user, null).map(Booking::id))
			.containsExactlyElementsOf(bookings.stream().map(Booking::id).toList());
		assertThat(this.ticketly.bean(Bookings.class).withHolds(user, bookings.get(1).id())).hasSize(2);
	}

	@Test
	void createsOneUserForConcurrentRegistrations() {
		List<UserId> users = Concurrently.call(20,
				(i) -> this.ticketly.bean(Users.class).resolve("Newcomer", new PhoneNumber("+919653864514")));

		assertThat(users.stream().distinct()).hasSize(1);
		assertThat(this.ticketly.bean(Users.class).find(users.getFirst()).orElseThrow().name()).isEqualTo("Newcomer");
	}

	@Test
	void enablesTimeToLive() {
		DynamoDbClient client = this.ticketly.bean(DynamoDbClient.class);

		assertThat(List.of("slots", "sections", "bookings")).allSatisfy((table) -> assertThat(
				client.describeTimeToLive((request) -> request.tableName(this.ticketly.tablePrefix() + table))
					.timeToLiveDescription())
			.satisfies((ttl) -> {
				assertThat(ttl.timeToLiveStatus()).isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
				assertThat(ttl.attributeName()).isEqualTo("purgeAt");
			}));
	}

}
