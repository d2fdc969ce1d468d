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
 * Tests what an instance does while another instance is writing the same items.
 */
class ContentionTests {

	private final AtomicReference<@Nullable CountDownLatch> blockNextCall = new AtomicReference<>();

	private final CountDownLatch release = new CountDownLatch(1);

	private final LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(
			new AwsBehavior(Latency.between(Duration.ZERO, Duration.ZERO, 1), 0, true), 0, TimeMeter.SYSTEM_NANOTIME,
			(time) -> {
				CountDownLatch blocked = this.blockNextCall.getAndSet(null);
				if (blocked != null) {
					awaitUninterrupted(blocked);
				}
			});

	private final TicketlyInstance ticketly = TicketlyInstance.builder().with(this.dynamoDb.settings()).start();

	private final RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	@AfterEach
	void stop() {
		this.release.countDown();
		this.executor.close();
		this.ticketly.close();
		this.dynamoDb.close();
	}

	@Test
	void readsTheUserAgainWhileAnotherInstanceRegistersIt() {
		CompletableFuture<?> otherWrite = startWrite(() -> register("Uother"));

		CompletableFuture<UserId> user = CompletableFuture.supplyAsync(
				() -> this.ticketly.bean(Users.class).resolve("Ann", new PhoneNumber("+919653864514")), this.executor);

		await().until(() -> this.requests.count(GetItemRequest.class) >= 2);
		this.release.countDown();
		otherWrite.join();
		assertThat(user.join().value()).isEqualTo("Uother");
	}

	@Test
	void doesNotTouchASectionThatAnotherInstanceIsWriting() {
		String slot = this.ticketly.schedule("Skyfall", 20);
		this.ticketly.bookOne(slot, "Ann");
		CompletableFuture<?> otherWrite = startWrite(() -> check(slot));

		CompletableFuture<ApiResponse> booking = CompletableFuture.supplyAsync(() -> this.ticketly.book(slot, "Ann", 1),
				this.executor);

		await().until(() -> this.requests.count(TransactWriteItemsRequest.class) > 7);
		assertThat(this.requests.count(UpdateItemRequest.class)).isZero();
		this.release.countDown();
		otherWrite.join();
		assertThat(booking.join().status()).isEqualTo(201);
	}

	/**
	 * Starts a write of another instance, which does not complete before {@code release}.
	 */
	private CompletableFuture<?> startWrite(Supplier<?> call) {
		this.requests.clear();
		this.blockNextCall.set(this.release);
		CompletableFuture<?> otherWrite = CompletableFuture.supplyAsync(call, this.executor);
		await().until(() -> this.blockNextCall.get() == null);
		return otherWrite;
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
