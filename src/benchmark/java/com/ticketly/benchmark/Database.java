package com.ticketly.benchmark;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.ticketly.seating.SeatState;
import com.ticketly.slot.Section;
import com.ticketly.slot.Sections;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.Bookings;
import com.ticketly.ticket.TicketStatus;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Direct access to the tables of a service, to empty them before a window and to check
 * them after it.
 */
final class Database implements AutoCloseable {

	private final DynamoDbClient client;

	Database(URI endpoint) {
		this.client = client(endpoint);
	}

	static DynamoDbClient client(URI endpoint) {
		return DynamoDbClient.builder()
			.httpClient(Apache5HttpClient.builder().maxConnections(Settings.USERS).build())
			.endpointOverride(endpoint)
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
			.build();
	}

	DynamoDbClient client() {
		return this.client;
	}

	/**
	 * Deletes and creates the tables of a service, except the table of customers, whom
	 * the service has cached.
	 */
	void empty(String prefix) {
		for (String name : List.of("slots", "sections", "bookings")) {
			TableDescription table = this.client.describeTable((request) -> request.tableName(prefix + name)).table();
			List<GlobalSecondaryIndex> indexes = table.globalSecondaryIndexes()
				.stream()
				.map((index) -> GlobalSecondaryIndex.builder()
					.indexName(index.indexName())
					.keySchema(index.keySchema())
					.projection(index.projection())
					.build())
				.toList();
			this.client.deleteTable((request) -> request.tableName(prefix + name));
			this.client.waiter().waitUntilTableNotExists((request) -> request.tableName(prefix + name));
			this.client.createTable((request) -> {
				request.tableName(prefix + name)
					.keySchema(table.keySchema())
					.attributeDefinitions(table.attributeDefinitions())
					.billingMode("PAY_PER_REQUEST");
				if (!indexes.isEmpty()) {
					request.globalSecondaryIndexes(indexes);
				}
			});
			this.client.waiter().waitUntilTableExists((request) -> request.tableName(prefix + name));
		}
	}

	/**
	 * Compares the taken seats of all sections with the booked tickets.
	 * @return the number of bookings
	 * @throws BenchmarkException if a seat was sold twice, or is taken without a ticket
	 */
	int audit(String prefix) {
		Map<String, List<Integer>> booked = new HashMap<>();
		int bookings = 0;
		for (Map<String, AttributeValue> item : this.client
			.scanPaginator((request) -> request.tableName(prefix + "bookings"))
			.items()) {
			if (!item.containsKey("tickets")) {
				// The table also holds the usage of each customer.
				continue;
			}
			Booking booking = Bookings.ITEMS.schema().mapToItem(item);
			if (booking.isTicketed()) {
				bookings++;
				booking.tickets()
					.stream()
					.filter((ticket) -> ticket.status() == TicketStatus.BOOKED)
					.forEach(
							(ticket) -> booked.computeIfAbsent(booking.section().toString(), (key) -> new ArrayList<>())
								.add(ticket.seat().number()));
			}
		}
		this.client.scanPaginator((request) -> request.tableName(prefix + "sections"))
			.items()
			.stream()
			.map((item) -> Sections.ITEMS.schema().mapToItem(item))
			.forEach((section) -> {
				List<Integer> seats = booked.getOrDefault(section.key().toString(), List.of());
				if (!taken(section).equals(seats.stream().sorted().toList())) {
					throw new BenchmarkException(
							"The taken seats of section " + section.key() + " differ from the booked tickets");
				}
			});
		return bookings;
	}

	private static List<Integer> taken(Section section) {
		List<Integer> taken = new ArrayList<>();
		for (int number = section.firstSeat(); number < section.firstSeat() + section.seats().size(); number++) {
			if (section.state(number) == SeatState.TAKEN) {
				taken.add(number);
			}
		}
		return taken;
	}

	@Override
	public void close() {
		this.client.close();
	}

}
