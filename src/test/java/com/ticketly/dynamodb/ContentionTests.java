package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.ticketly.ApiResponse;
import com.ticketly.TicketlyInstance;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an instance does while somebody else writes what it wants to write.
 */
class ContentionTests {

	private final AtomicReference<@Nullable CountDownLatch> next = new AtomicReference<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(
			new AwsBehavior(Latency.between(Duration.ZERO, Duration.ZERO, 1), 0, true), 0, TimeMeter.SYSTEM_NANOTIME,
			(time) -> {
				CountDownLatch held = this.next.getAndSet(null);
				if (held != null) {
					awaitUninterrupted(held);
				}
			});

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with(this.dynamoDb.settings()).start();

	private final RequestRecorder watch = this.ticketly.bean(RequestRecorder.class);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void stop() {
		this.end.countDown();
		this.executor.close();
		this.ticketly.close();
		this.dynamoDb.close();
	}

	@Test
	void looksAgainWhileSomebodyElseRegistersTheSameUser() {
		CompletableFuture<?> rival = write(() -> register("Urival"));

		CompletableFuture<UserId> user = CompletableFuture.supplyAsync(
				() -> this.ticketly.bean(Users.class).resolve("Ann", new PhoneNumber("+919653864514")), this.executor);

		await().until(() -> this.watch.count(GetItemRequest.class) >= 2);
		this.end.countDown();
		rival.join();
		assertThat(user.join().value()).isEqualTo("Urival");
	}

	@Test
	void writesNothingElseToASectionThatSomebodyElseWrites() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		CompletableFuture<?> rival = write(() -> check(slot));

		CompletableFuture<ApiResponse> booking = CompletableFuture.supplyAsync(() -> this.ticketly.book(slot, "Ann", 1),
				this.executor);

		await().until(() -> this.watch.count(TransactWriteItemsRequest.class) > 7);
		assertThat(this.watch.count(UpdateItemRequest.class)).isZero();
		this.end.countDown();
		rival.join();
		assertThat(booking.join().status()).isEqualTo(201);
	}

	/**
	 * Lets somebody else begin to write, until the end.
	 */
	private CompletableFuture<?> write(Supplier<?> call) {
		this.watch.clear();
		this.next.set(this.end);
		CompletableFuture<?> rival = CompletableFuture.supplyAsync(call, this.executor);
		await().until(() -> this.next.get() == null);
		return rival;
	}

	private Object check(String slot) {
		return this.ticketly.bean(DynamoDbClient.class)
			.transactWriteItems((write) -> write.transactItems(
					(item) -> item.conditionCheck((check) -> check.tableName(this.ticketly.tablePrefix() + "sections")
						.key(Map.of("slotId", AttributeValue.fromS(slot), "sectionNo", AttributeValue.fromN("0")))
						.conditionExpression("attribute_exists(slotId)"))));
	}

	private Object register(String id) {
		return this.ticketly.bean(DynamoDbClient.class)
			.transactWriteItems((write) -> write
				.transactItems((item) -> item.put((put) -> put.tableName(this.ticketly.tablePrefix() + "users")
					.item(Map.of("userId", AttributeValue.fromS("NAME#+919653864514#Ann"), "namedUserId",
							AttributeValue.fromS(id))))));
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
