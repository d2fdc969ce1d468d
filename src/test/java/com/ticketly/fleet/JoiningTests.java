package com.ticketly.fleet;

import java.time.Duration;
import java.time.Instant;

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

	private static final Instant START = Instant.parse("2031-03-01T12:00:00Z");

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
	void mergesGroupsThatBeganSeparately() {
		TicketlyInstance.Builder builder = TicketlyInstance.builder().asFleet();
		TestClock clock = TestClock.at(START.toString());
		try (TicketlyInstance first = builder.with(clock).start()) {
			// Each address is too old for the other one until the second one has begun.
			clock.advance(MemberAddresses.KEPT.multipliedBy(3));
			try (TicketlyInstance second = builder.with(TestClock.at(START.plus(MemberAddresses.KEPT).toString()))
				.start()) {
				clock.moveTo(START);
				assertThat((Object) viewOfBoth(first, second)).isInstanceOf(MergeView.class);
			}
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
