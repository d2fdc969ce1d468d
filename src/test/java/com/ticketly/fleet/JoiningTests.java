package com.ticketly.fleet;

import java.time.Clock;
import java.time.Duration;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.AwsBehavior;
import com.ticketly.dynamodb.Latency;
import com.ticketly.dynamodb.LocalDynamoDb;
import org.jgroups.MergeView;
import org.jgroups.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how instances find each other.
 */
class JoiningTests {

	@Test
	void findsOthersIfTheDatabaseIsSlow() {
		AwsBehavior slow = new AwsBehavior(Latency.between(Duration.ofSeconds(1), Duration.ofMillis(1200), 1), 0,
				false);
		try (LocalDynamoDb dynamoDb = LocalDynamoDb.simulatingAws(slow)) {
			TicketlyInstance.Builder builder = TicketlyInstance.builder()
				.with(dynamoDb.settings())
				.asFleet()
				.withLongTimeouts();
			try (TicketlyInstance first = builder.start(); TicketlyInstance second = builder.start()) {
				assertThat((Object) viewOfBoth(first, second)).isNotInstanceOf(MergeView.class);
			}
		}
	}

	@Test
	void unitesGroupsThatBeganSeparately() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder().asFleet();
		Clock clock = TestClock.at("2031-03-01T12:00:00Z");
		// For the second one, the address of the first one is too old.
		try (TicketlyInstance first = builder.with(clock).start();
				TicketlyInstance second = builder.with(Clock.offset(clock, MemberAddresses.KEPT)).start()) {
			// They merge, unless the first one finds the second one before that has
			// begun.
			assertThat(viewOfBoth(first, second).size()).isEqualTo(2);
		}
	}

	/**
	 * Waits until both instances know each other.
	 * @return what the second one knows
	 */
	private static View viewOfBoth(TicketlyInstance first, TicketlyInstance second) {
		while (first.bean(Fleet.class).size() < 2 || second.bean(Fleet.class).size() < 2) {
			Thread.onSpinWait();
		}
		return second.bean(Fleet.class).channel().channel().getView();
	}

}
