package com.ticketly.booking;

import java.time.Instant;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.listing.HoldDetails;
import com.ticketly.listing.TicketLookup;
import com.ticketly.listing.TicketLookup.FoundHold;
import com.ticketly.ticket.Booking;
import com.ticketly.ticket.HoldId;
import com.ticketly.ticket.HoldStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests commands of holds that were read before they were prolonged.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProlongHoldTests {

	private static final Instant START = Instant.parse("2030-10-01T00:00:00Z");

	private final TestClock clock = TestClock.at(START.toString());

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final TicketlyInstance other = this.builder.start();

	private final Purchases purchases = this.ticketly.bean(Purchases.class);

	private final CommandExecutor executor = this.ticketly.bean(CommandExecutor.class);

	private HoldId id;

	private FoundHold read;

	@AfterAll
	void stop() {
		this.ticketly.close();
		this.other.close();
	}

	@BeforeEach
	void hold() {
		this.clock.moveTo(START);
		String hold = this.ticketly
			.post("/v1/holds",
					"""
							{"userName":"Ann","phoneNumber":"9653864514","slotId":"%s","numTickets":2}"""
						.formatted(this.ticketly.schedule("Skyfall", 20)))
			.json()
			.get("holdId")
			.asString();
		this.id = HoldId.parse(hold).orElseThrow();
		this.read = this.ticketly.bean(TicketLookup.class).hold(this.id).orElseThrow();
		this.clock.moveTo(START.plusSeconds(200));
	}

	private HoldDetails prolongElsewhere() {
		return this.other.bean(HoldService.class).prolong(this.id, IdempotencyKey.NONE).orElseThrow();
	}

	private static Instant end(Booking booking) {
		return HoldDetails.of(booking, START).expiresAt();
	}

	@Test
	void isDoneOnceIfItIsCarriedOutAgain() {
		ProlongHold command = this.purchases.prolong(this.id, this.read);
		Booking first = this.executor.execute(command).orElseThrow();
		this.clock.moveTo(START.plusSeconds(250));

		Booking second = this.executor.execute(command).orElseThrow();

		assertThat(end(first)).isEqualTo(START.plusSeconds(500));
		assertThat(end(second)).isEqualTo(end(first));
		assertThat(this.executor.execute(this.purchases.prolong(this.id, this.read)))
			.isEqualTo(Outcome.refused(new Rejection.HoldAlreadyProlonged(this.id, START.plusSeconds(500))));
	}

	@Test
	void isHandedOverAsJson() {
		CommandJson json = this.ticketly.bean(CommandJson.class);
		ProlongHold command = this.purchases.prolong(this.id, this.read);
		Outcome<Booking> outcome = this.executor.execute(command);

		assertThat(json.supports(command)).isTrue();
		assertThat(json.read(json.write(command))).isEqualTo(command);
		assertThat(json.readResult(command, json.writeResult(command, outcome))).isEqualTo(outcome);
		Outcome<Booking> refused = Outcome.refused(new Rejection.HoldAlreadyProlonged(this.id, START));
		assertThat(json.readResult(command, json.writeResult(command, refused))).isEqualTo(refused);
	}

	@Test
	void isConfirmedAfterTheEndThatTheCallerRead() {
		EndHold confirm = this.purchases.end(this.id, this.read, HoldStatus.CONFIRMED, null);
		prolongElsewhere();
		this.clock.moveTo(START.plusSeconds(300));

		EndHold.Ended confirmed = this.executor.execute(confirm).orElseThrow();

		assertThat(confirmed.now()).isTrue();
		assertThat(confirmed.booking().isTicketed()).isTrue();
	}

	@Test
	void isReleasedAfterTheEndThatTheCallerRead() {
		EndHold release = this.purchases.end(this.id, this.read, HoldStatus.RELEASED, null);
		prolongElsewhere();
		this.clock.moveTo(START.plusSeconds(300));

		EndHold.Ended released = this.executor.execute(release).orElseThrow();

		assertThat(released.now()).isTrue();
		assertThat(this.other.availTickets(this.id.section().slot().value())).isEqualTo(20);
	}

	@Test
	void isAlreadyProlongedAfterTheEndThatTheCallerRead() {
		ProlongHold prolong = this.purchases.prolong(this.id, this.read);
		Instant end = prolongElsewhere().expiresAt();
		this.clock.moveTo(START.plusSeconds(300));

		assertThat(this.executor.execute(prolong))
			.isEqualTo(Outcome.refused(new Rejection.HoldAlreadyProlonged(this.id, end)));
	}

}
