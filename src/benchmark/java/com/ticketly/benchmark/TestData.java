package com.ticketly.benchmark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.f4b6a3.ulid.UlidCreator;
import com.ticketly.Concurrently;
import com.ticketly.sale.SaleTerms;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
import com.ticketly.slot.Genre;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.Showing;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotCapacity;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.SlotLifecycle;
import com.ticketly.slot.SlotStatus;
import com.ticketly.slot.SlotType;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.UserId;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes slots and bookings directly to the tables, in batches.
 */
final class TestData {

	static final int SLOTS = 10_000;

	static final int BOOKINGS_PER_SLOT = 10;

	/**
	 * The maximum number of items of a {@code BatchWriteItem} request.
	 */
	static final int BATCH_SIZE = 25;

	private static final int CAPACITY = 100;

	private static final int THREADS = 4;

	private final DynamoDbClient client;

	private final String prefix;

	TestData(DynamoDbClient client, String prefix) {
		this.client = client;
		this.prefix = prefix;
	}

	/**
	 * Returns a request to put an item.
	 */
	static <T> WriteRequest put(TableSchema<T> schema, T item) {
		return WriteRequest.builder().putRequest((put) -> put.item(schema.itemToMap(item, true))).build();
	}

	/**
	 * Stores 10,000 slots with ten bookings each.
	 * @return the number of bookings
	 */
	int storeSlotsAndBookings() {
		Concurrently.call(THREADS, (part) -> {
			for (int done = part * BATCH_SIZE; done < SLOTS; done += THREADS * BATCH_SIZE) {
				storeSlots(Math.min(BATCH_SIZE, SLOTS - done));
			}
			return part;
		});
		return SLOTS * BOOKINGS_PER_SLOT;
	}

	/**
	 * Stores slots without bookings and without terms of the sale.
	 */
	List<String> schedule(int count, int capacity, Instant start) {
		return schedule(count, capacity, start, SaleTerms.NONE);
	}

	/**
	 * Stores slots without bookings.
	 * @param count the number of slots
	 * @param capacity the number of seats of each slot; above 500 a multiple of 500
	 * @param start the start time of the slots
	 * @param sale the terms on which they are sold
	 * @return the slot ids
	 */
	List<String> schedule(int count, int capacity, Instant start, SaleTerms sale) {
		int seats = Math.min(capacity, Section.MAX_SEATS);
		List<Slot> slots = Stream.generate(() -> slot(start, capacity, capacity / seats, sale)).limit(count).toList();
		write("sections",
				slots.stream()
					.flatMap((slot) -> slot.sectionKeys().stream().map((key) -> section(slot, key, seats)))
					.map((section) -> put(Sections.TABLE.schema(), section))
					.toList());
		write("slots", slots.stream().map((slot) -> put(Slots.TABLE.schema(), slot)).toList());
		return slots.stream().map((slot) -> slot.id().value()).toList();
	}

	private static Slot slot(Instant start, int capacity, int sections, SaleTerms sale) {
		Instant end = start.plus(2, ChronoUnit.HOURS);
		Showing showing = new Showing("Benchmark", "", start, end, SlotType.MOVIE, Genre.ACTION);
		SlotLifecycle lifecycle = new SlotLifecycle(SlotStatus.SCHEDULED, end.plus(8, ChronoUnit.HOURS), null, null,
				null, end.plus(365, ChronoUnit.DAYS).getEpochSecond(), null);
		return new Slot(SlotId.create(Instant.now()), showing, new SlotCapacity(capacity, sections, false), sale,
				lifecycle, 1, 1);
	}

	private static Section section(Slot slot, SectionKey key, int seats) {
		return new Section(key, 1 + key.no() * seats, SeatMap.free(seats), true, slot.edition(), DoorSeats.NONE,
				slot.lifecycle().purgeAt(), 1);
	}

	private void storeSlots(int count) {
		List<WriteRequest> slots = new ArrayList<>();
		List<WriteRequest> sections = new ArrayList<>();
		List<WriteRequest> bookings = new ArrayList<>();
		Instant now = Instant.now();
		Instant start = now.truncatedTo(ChronoUnit.DAYS).plus(365, ChronoUnit.DAYS);
		for (int i = 0; i < count; i++) {
			Slot slot = slot(start, CAPACITY, 1, SaleTerms.NONE);
			slots.add(put(Slots.TABLE.schema(), slot));
			Section section = section(slot, slot.sectionKeys().getFirst(), CAPACITY);
			for (int booking = 0; booking < BOOKINGS_PER_SLOT; booking++) {
				Booking created = createBooking(section, now);
				section = section.take(created.seats()).nextVersion();
				bookings.add(put(Bookings.TABLE.schema(), created.nextVersion()));
			}
			sections.add(put(Sections.TABLE.schema(), section));
		}
		write("slots", slots);
		write("sections", sections);
		write("bookings", bookings);
	}

	private static Booking createBooking(Section section, Instant now) {
		int taken = CAPACITY - section.left();
		List<Seat> seats = IntStream.rangeClosed(taken + 1, taken + Customers.randomTicketCount())
			.mapToObj((number) -> new Seat(number, Integer.toString(number)))
			.toList();
		return Booking.of(section, "", BookingId.create(now), new UserId("U" + UlidCreator.getUlid()), seats);
	}

	private void write(String table, List<WriteRequest> items) {
		for (int from = 0; from < items.size(); from += BATCH_SIZE) {
			List<WriteRequest> batch = items.subList(from, Math.min(from + BATCH_SIZE, items.size()));
			this.client.batchWriteItem((request) -> request.requestItems(Map.of(this.prefix + table, batch)));
		}
	}

}
