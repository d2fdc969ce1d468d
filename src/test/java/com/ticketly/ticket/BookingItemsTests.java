package com.ticketly.ticket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ticketly.dynamodb.ItemType;
import com.ticketly.dynamodb.Versioned;
import com.ticketly.seating.DoorSeats;
import com.ticketly.seating.Seat;
import com.ticketly.seating.SeatMap;
import com.ticketly.slot.Section;
import com.ticketly.slot.SectionKey;
import com.ticketly.slot.SlotId;
import com.ticketly.user.CustomerKey;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the items of the table of bookings, in each state, to the file that the tests of
 * the Lambda function {@code bookings} read.
 */
class BookingItemsTests {

	private static final Path FILE = Path.of("infra/src/test/lambda/bookings.json");

	private static final String WRITE = "fixtures.write";

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private static final Instant EXPIRY = Instant.parse("2030-11-01T23:22:00Z");

	private static final Duration MONTH = Duration.ofDays(30);

	private static final Section SECTION = new Section(new SectionKey(new SlotId("SLT01K00000000000000000000000"), 3),
			1, SeatMap.free(20), true, 1, DoorSeats.NONE, EXPIRY.plus(Duration.ofDays(365)).getEpochSecond(), 1);

	private static final BookingId ID = new BookingId("BKG01K0000000SECRETB00K1NG000");

	private static final Booking BOOKED = new Booking(SECTION.key(), "Stalls", ID, new UserId("U01K00000000CUSTOMER"),
			Stream.of(Seat.numbered(1), new Seat(2, "C4"), new Seat(3, "Box 1 left"))
				.map((seat) -> new Ticket(ticketId("C0DE000" + seat.number()), seat, TicketStatus.BOOKED, null, null,
						null, null))
				.toList(),
			null, List.of(), SECTION.purgeAt(), 0);

	private static final Booking HELD = BOOKED
		.asHold(new Hold("C0DE0000", NOW.plusSeconds(300), HoldStatus.HELD, null, null));

	private static TicketId ticketId(String code) {
		return new TicketId(SECTION.key(), ID, code);
	}

	private static Booking cancelFirst(Booking booking) {
		return booking.cancel(booking.tickets().getFirst().id(), null);
	}

	private static Map<String, Object> items() {
		Booking moved = BOOKED.cancel(ticketId("C0DE0001"), ticketId("C0DE0009"));
		return new TreeMap<>(Map.ofEntries(item("booked", BOOKED), item("firstCanceled", cancelFirst(BOOKED)),
				item("firstMoved", moved),
				item("replacement", BOOKED.replacing(Collections.nCopies(3, ticketId("C0DE0009")))),
				item("canceledWithSlot", BOOKED.cancelWithSlot("Fire", NOW)),
				item("expired", BOOKED.asOf(EXPIRY, EXPIRY, MONTH)),
				item("archived", cancelFirst(BOOKED).asOf(EXPIRY.plus(MONTH), EXPIRY, MONTH)), item("held", HELD),
				item("released", HELD.release()), item("confirmed", HELD.confirm(SECTION, null)),
				item("firstOfConfirmedCanceled", cancelFirst(HELD.confirm(SECTION, null))),
				item(CustomerUsages.ITEMS, "usage",
						CustomerUsage.none(SECTION.key().slot(), CustomerKey.of(new PhoneNumber("+919653864514")))
							.with(BOOKED, true, SECTION, NOW))));
	}

	private static Map.Entry<String, Object> item(String name, Booking booking) {
		return item(Bookings.ITEMS, name, booking);
	}

	private static <T extends Versioned<T>> Map.Entry<String, Object> item(ItemType<T> type, String name, T item) {
		return Map.entry(name, json(type.schema().itemToMap(item.nextVersion(), true)));
	}

	/**
	 * Returns attributes in the JSON format of DynamoDB.
	 */
	private static Map<String, Object> json(Map<String, AttributeValue> attributes) {
		return attributes.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> json(entry.getValue()), (one, other) -> one,
					TreeMap::new));
	}

	private static Map<String, Object> json(AttributeValue value) {
		return Map.of(value.type().name(), switch (value.type()) {
			case S -> value.s();
			case N -> value.n();
			case L -> value.l().stream().map(BookingItemsTests::json).toList();
			case M -> json(value.m());
			default -> throw new IllegalArgumentException(value.toString());
		});
	}

	@Test
	void areThoseOfTheTestsOfTheLambdaFunction() throws IOException {
		String items = JsonMapper.builder()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(items())
			.replace(System.lineSeparator(), "\n") + "\n";

		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(FILE, items);
		}

		assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
			.as("%s is out of date. Update it: ./mvnw test -Dtest=BookingItemsTests -D%s=true", FILE, WRITE)
			.isEqualTo(items);
	}

}
