package com.ticketly.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import com.ticketly.TicketlyInstance;
import com.ticketly.user.PhoneNumber;
import com.ticketly.user.UserId;
import com.ticketly.user.Users;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an instance does while somebody else writes what it wants to write.
 */
class RivalsTests {

	private final AtomicReference<@Nullable CountDownLatch> next = new AtomicReference<>();

	@Test
	void looksAgainWhileSomebodyElseRegistersTheSameUser() {
		CountDownLatch end = new CountDownLatch(1);
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.likeAws(
				new AwsTraits(Latency.between(Duration.ZERO, Duration.ZERO, 1), 0, true), 0, TimeMeter.SYSTEM_NANOTIME,
				(time) -> {
					CountDownLatch held = this.next.getAndSet(null);
					if (held != null) {
						awaitUninterrupted(held);
					}
				});
				var executor = Executors.newVirtualThreadPerTaskExecutor();
				TicketlyInstance ticketly = TicketlyInstance.builder().with(dynamoDb.settings()).start()) {
			RequestWatch watch = ticketly.bean(RequestWatch.class);
			watch.clear();
			this.next.set(end);
			CompletableFuture<?> rival = CompletableFuture.supplyAsync(() -> register(ticketly, "Urival"), executor);
			await().until(() -> this.next.get() == null);

			CompletableFuture<UserId> user = CompletableFuture.supplyAsync(
					() -> ticketly.bean(Users.class).resolve("Ann", new PhoneNumber("+919653864514")), executor);

			await().until(() -> watch.count(GetItemRequest.class) >= 2);
			end.countDown();
			rival.join();
			assertThat(user.join().value()).isEqualTo("Urival");
		}
		finally {
			end.countDown();
		}
	}

	private static Object register(TicketlyInstance ticketly, String id) {
		return ticketly.bean(DynamoDbClient.class)
			.transactWriteItems((write) -> write
				.transactItems((item) -> item.put((put) -> put.tableName(ticketly.tablePrefix() + "users")
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
