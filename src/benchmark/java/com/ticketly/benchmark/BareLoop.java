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
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
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
 * Writes what the service writes, in groups of the same size, with nothing around it but
 * the SDK: no HTTP, no queues, nobody who waits.
 */
final class BareLoop {

	private final Timing timing = new Timing();

	private final DynamoDbClient client = Database.client(URI.create(System.getProperty("benchmark.dynamodb")));

	private final String prefix = System.getProperty("benchmark.prefix");

	private final double groupSize = Double.parseDouble(System.getProperty("benchmark.group-size"));

	private final int loops = Integer.getInteger("benchmark.loops");

	private final List<UserId> users = IntStream.range(0, Customers.COUNT)
		.mapToObj((i) -> new UserId("U" + UlidCreator.getUlid()))
		.toList();

	private final Queue<Section> sections = new ConcurrentLinkedQueue<>();

	/**
	 * What loops wrote.
	 *
	 * @param bookings how many bookings
	 * @param writeUnits what they were charged
	 * @param p50 the median time of a transaction, in milliseconds
	 * @param p99 its 99th percentile
	 * @param transactions how many transactions
	 */
	record Result(long bookings, double writeUnits, double p50, double p99, long transactions) {
	}

	private record Written(int bookings, double units, long nanos) {
	}

	public static void main(String[] arguments) {
		Quiet.logWarnings();
		new BareLoop().run(Integer.parseInt(arguments[0]));
	}

	private void run(int sections) {
		schedule(sections);
		this.timing.begin();
		List<Written> all = Concurrently.call(this.loops, (loop) -> sell()).stream().flatMap(List::stream).toList();
		long[] nanos = all.stream().mapToLong(Written::nanos).sorted().toArray();
		System.out.println(Load.RESULT + JsonMapper.shared()
			.writeValueAsString(new Result(all.stream().mapToInt(Written::bookings).sum(),
					all.stream().mapToDouble(Written::units).sum(), nanos[nanos.length / 2] / 1e6,
					nanos[(int) (nanos.length * 0.99)] / 1e6, nanos.length)));
		System.exit(0);
	}

	private void schedule(int count) {
		Instant now = Instant.now();
		long purgeAt = now.getEpochSecond() + 31_536_000;
		for (int done = 0; done < count; done += Seed.BATCH) {
			List<WriteRequest> batch = new ArrayList<>();
			for (int i = 0; i < Seed.BATCH; i++) {
				Section section = new Section(new SectionKey(SlotId.create(now), 0), 1, SeatMap.free(Section.MAX_SEATS),
						true, 1, purgeAt, 1);
				this.sections.add(section);
				batch.add(Seed.put(Sections.TABLE.schema(), section));
			}
			this.client.batchWriteItem((request) -> request.requestItems(Map.of(this.prefix + "sections", batch)));
		}
	}

	/**
	 * Sells one section after the other.
	 * @return what it wrote in the window
	 */
	private List<Written> sell() {
		List<Written> measured = new ArrayList<>();
		Section section = this.sections.remove();
		double due = 0;
		while (this.timing.isMeasured()) {
			boolean counts = !this.timing.isWarmingUp();
			due += this.groupSize;
			List<Booking> group = new ArrayList<>();
			Section sold = section;
			for (; due >= 1; due--) {
				int tickets = Customers.tickets();
				if (sold.left() < tickets) {
					break;
				}
				Booking booking = book(sold, tickets);
				sold = sold.take(booking.seats());
				group.add(booking);
			}
			if (!group.isEmpty()) {
				Written written = write(section, sold, group);
				section = sold.nextVersion();
				if (counts && this.timing.isMeasured()) {
					measured.add(written);
				}
			}
			if (due >= 1) {
				// The rest of the group is sold from the next section.
				section = this.sections.remove();
				due -= this.groupSize;
			}
		}
		return measured;
	}

	private Booking book(Section section, int tickets) {
		List<Seat> seats = section.seats()
			.choose(tickets)
			.stream()
			.map((seat) -> new Seat(section.firstSeat() + seat, Integer.toString(section.firstSeat() + seat)))
			.toList();
		UserId user = this.users.get(ThreadLocalRandom.current().nextInt(this.users.size()));
		return Booking.of(section, "", BookingId.create(Instant.now()), user, seats);
	}

	private Written write(Section read, Section sold, List<Booking> bookings) {
		List<TransactWriteItem> items = new ArrayList<>();
		items.add(TransactWriteItem.builder()
			.put((put) -> put.tableName(this.prefix + "sections")
				.item(item(sold.nextVersion()))
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
