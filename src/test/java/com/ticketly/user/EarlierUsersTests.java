package com.ticketly.user;

import java.util.List;
import java.util.Map;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests users that a version without the index of customers has registered.
 */
class EarlierUsersTests {

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder();

	private final TicketlyInstance earlier = this.builder.start();

	private final TicketlyInstance ticketly = this.builder.start();

	@AfterEach
	void stop() {
		this.earlier.close();
		this.ticketly.close();
	}

	private Map<String, AttributeValue> item(String key) {
		return this.earlier.bean(DynamoDbClient.class)
			.getItem((get) -> get.tableName(this.earlier.tablePrefix() + "users")
				.key(Map.of("userId", AttributeValue.fromS(key)))
				.consistentRead(true))
			.item();
	}

	private void removeSearchKey(String key) {
		this.earlier.bean(DynamoDbClient.class)
			.updateItem((update) -> update.tableName(this.earlier.tablePrefix() + "users")
				.key(Map.of("userId", AttributeValue.fromS(key)))
				.updateExpression("REMOVE searchPartition, searchKey"));
	}

	private List<String> find(String query) {
		ApiResponse found = this.ticketly.getAsOperator("/v1/box-office/bookings?" + query);
		return ApiResponse.values(found.json().get("items"), "bookingId");
	}

	@Test
	void areFoundFromTheirNextBookingOn() {
		String slot = this.earlier.schedule("Skyfall", 20);
		String first = this.earlier.book(slot, "Ann", 1).json().at("/0/bookingId").asString();
		String user = this.earlier.getAsOperator("/v1/box-office/bookings/" + first)
			.json()
			.at("/user/userId")
			.asString();
		String identity = "NAME#+919653864514#Ann";
		Map<String, AttributeValue> userItem = item(user);
		Map<String, AttributeValue> identityItem = item(identity);
		removeSearchKey(user);
		removeSearchKey(identity);
		assertThat(find("name=ann")).isEmpty();
		assertThat(find("phoneNumber=9653864514")).isEmpty();

		String second = this.ticketly.book(slot, "Ann", 1).json().at("/0/bookingId").asString();

		assertThat(find("name=ann")).containsExactly(second, first);
		assertThat(find("phoneNumber=9653864514")).containsExactly(second, first);
		assertThat(item(user)).isEqualTo(userItem);
		assertThat(item(identity)).isEqualTo(identityItem);
	}

	@Test
	void mayBeDeleted() {
		String slot = this.earlier.schedule("Skyfall", 20);
		String user = this.earlier.book(slot, "Ann", 1).json().at("/0/userId").asString();
		removeSearchKey("NAME#+919653864514#Ann");
		this.earlier.bean(DynamoDbClient.class)
			.deleteItem((delete) -> delete.tableName(this.earlier.tablePrefix() + "users")
				.key(Map.of("userId", AttributeValue.fromS(user))));

		assertThat(this.ticketly.book(slot, "Ann", 1).status()).isEqualTo(201);

		assertThat(item(user)).isEmpty();
		assertThat(find("phoneNumber=9653864514")).isEmpty();
	}

}
