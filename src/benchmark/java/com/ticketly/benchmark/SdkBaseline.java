package com.ticketly.benchmark;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import com.github.f4b6a3.ulid.UlidCreator;
import com.ticketly.Concurrently;
import com.ticketly.seating.PlannedSection;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatLayout;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.SeatMap;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.Sections;
import com.ticketly.slot.SlotId;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.BookingId;
import com.ticketly.ticket.Bookings;
import com.ticketly.user.UserId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * A baseline for the service: it writes the same items in groups of the same size with
 * nothing but the SDK, so without HTTP, queues or waiting callers.
 */
final class SdkBaseline {

	private static final PlannedSection PLAN = new PlannedSection("", SeatLayout.numbered(1, Section.MAX_SEATS));

	private final MeasurementWindow window = new MeasurementWindow();

	private final DynamoDbClient client = Database.client(URI.create(System.getProperty("benchmark.dynamodb")));

	private final String prefix = System.getProperty("benchmark.prefix");

	private final double groupSize = Double.parseDouble(System.getProperty("benchmark.group-size"));

	private final int loops = Integer.getInteger("benchmark.loops");

	private final List<UserId> users = IntStream.range(0, Customers.COUNT)
		.mapToObj((i) -> new UserId("U" + UlidCreator.getUlid()))
		.toList();

	private final Queue<Section> sections = new ConcurrentLinkedQueue<>();

	/**
	 * The result of all loops.
	 *
	 * @param bookings the number of bookings
	 * @param writeUnits the consumed write units
	 * @param p50 the median duration of a transaction in milliseconds
	 * @param p99 the 99th percentile of the duration of a transaction in milliseconds
	 * @param transactions the number of transactions
	 */
	record Result(long bookings, double writeUnits, double p50, double p99, long transactions) {
	}

	private record Written(int bookings, double units, long nanos) {
	}

	public static void main(String[] arguments) {
		BenchmarkLogging.warningsOnly();
		new SdkBaseline().run(Integer.parseInt(arguments[0]));
	}

	private void run(int sections) {
		schedule(sections);
		this.window.begin();
		List<Written> all = Concurrently.call(this.loops, (loop) -> sell()).stream().flatMap(List::stream).toList();
		long[] nanos = all.stream().mapToLong(Written::nanos).sorted().toArray();
		System.out.println(LoadGenerator.RESULT + JsonMapper.shared()
			.writeValueAsString(new Result(all.stream().mapToInt(Written::bookings).sum(),
					all.stream().mapToDouble(Written::units).sum(), nanos[nanos.length / 2] / 1e6,
					nanos[(int) (nanos.length * 0.99)] / 1e6, nanos.length)));
		System.exit(0);
	}

	private void schedule(int count) {
		Instant now = Instant.now();
		long purgeAt = now.getEpochSecond() + 31_536_000;
		for (int done = 0; done < count; done += TestData.BATCH_SIZE) {
			List<WriteRequest> batch = new ArrayList<>();
			for (int i = 0; i < TestData.BATCH_SIZE; i++) {
				Section section = new Section(new SectionKey(SlotId.create(now), 0), 1, SeatMap.free(Section.MAX_SEATS),
						true, 1, DoorSeats.NONE, purgeAt, 1);
				this.sections.add(section);
				batch.add(TestData.put(Sections.TABLE.schema(), section));
			}
			this.client.batchWriteItem((request) -> request.requestItems(Map.of(this.prefix + "sections", batch)));
		}
	}

	/**
	 * Sells one section after the other. {@code due} carries fractions of bookings over,
	 * so that groups have the configured average size.
	 * @return the transactions in the window
	 */
	private List<Written> sell() {
		List<Written> measured = new ArrayList<>();
		Section section = this.sections.remove();
		double due = 0;
		while (this.window.isRunning()) {
			boolean isMeasured = !this.window.isWarmingUp();
			due += this.groupSize;
			List<Booking> group = new ArrayList<>();
			Section changed = section;
			for (; due >= 1; due--) {
				int tickets = Customers.randomTicketCount();
				if (changed.left() < tickets) {
					break;
				}
				Booking booking = createBooking(changed, tickets);
				changed = changed.take(booking.seats());
				group.add(booking);
			}
			if (!group.isEmpty()) {
				Written written = write(section, changed, group);
				section = changed.nextVersion();
				if (isMeasured && this.window.isRunning()) {
					measured.add(written);
				}
			}
			if (due >= 1) {
				// The section has too few seats left: continue with the next one.
				section = this.sections.remove();
				due -= this.groupSize;
			}
		}
		return measured;
	}

	private Booking createBooking(Section section, int tickets) {
		List<Seat> seats = section.choose(PLAN, tickets, SeatQuality.ANYWHERE_ACCESSIBLE).orElseThrow();
		UserId user = this.users.get(ThreadLocalRandom.current().nextInt(this.users.size()));
		return Booking.of(section, "", BookingId.create(Instant.now()), user, seats);
	}

	private Written write(Section read, Section changed, List<Booking> bookings) {
		List<TransactWriteItem> items = new ArrayList<>();
		items.add(TransactWriteItem.builder()
			.put((put) -> put.tableName(this.prefix + "sections")
				.item(item(changed.nextVersion()))
				.conditionExpression("version = :read")
				.expressionAttributeValues(Map.of(":read", AttributeValue.fromN(Long.toString(read.version()))))
				.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
			.build());
		for (Booking booking : bookings) {
			items.add(TransactWriteItem.builder()
				.put((put) -> put.tableName(this.prefix + "bookings")
					.item(Bookings.TABLE.schema().itemToMap(booking.nextVersion(), true))
					.conditionExpression("attribute_not_exists(bookingId)")
					.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
				.build());
		}
		long start = System.nanoTime();
		TransactWriteItemsResponse response = this.client.transactWriteItems((request) -> request.transactItems(items)
			.clientRequestToken(UUID.randomUUID().toString())
			.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
		return new Written(bookings.size(),
				response.consumedCapacity().stream().mapToDouble(ConsumedCapacity::capacityUnits).sum(),
				System.nanoTime() - start);
	}

	private static Map<String, AttributeValue> item(Section section) {
		return Sections.TABLE.schema().itemToMap(section, true);
	}

}
