package com.ticketly.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.idempotency.Fingerprint;
import com.ticketly.idempotency.IdempotencyKey;
import com.ticketly.idempotency.IdempotencyRecord;
import com.ticketly.idempotency.IdempotencyRecords;
import com.ticketly.idempotency.IdempotentRequest;
import com.ticketly.seating.SeatQuality;
import com.ticketly.slot.Slot;
import com.ticketly.slot.SlotId;
import com.ticketly.slot.Slots;
import com.ticketly.ticket.Booking;
import com.ticketly.user.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnceTests {

	private static final Instant NOW = Instant.parse("2030-10-01T00:00:00Z");

	private static final Fingerprint MEANING = Fingerprint.of("book");

	private final TicketlyInstance ticketly = TicketlyInstance.builder()
		.with(TestClock.at(NOW.toString()))
		.with("--ticketly.sales.deadline=3s")
		.start();

	private final Slot slot = this.ticketly.bean(Slots.class)
		.read(new SlotId(this.ticketly.schedule("Skyfall", 20)))
		.orElseThrow();

	@AfterAll
	void stop() {
		this.ticketly.close();
	}

	private Book book() {
		CandidateSection candidate = CandidateSection.of(this.slot, 0,
				this.ticketly.bean(Slots.class).seating(this.slot).sections().getFirst(),
				SeatQuality.ANYWHERE_ACCESSIBLE);
		return this.ticketly.bean(Purchases.class)
			.book(new BookingOrder("Ann", new PhoneNumber("+919653864514"), new SlotReference.ById(this.slot.id()),
					new SeatSelection.Best(1), List.of(), null), null, null, candidate);
	}

	private Outcome<Booking> execute(IdempotencyRecord record) {
		return this.ticketly.bean(CommandExecutor.class).execute(Once.of(book(), Optional.of(record)));
	}

	private IdempotentRequest begin(IdempotencyKey key) {
		return this.ticketly.bean(IdempotencyRecords.class).begin(key, MEANING);
	}

	@Test
	void writesTheRecordTogetherWithTheBooking() {
		IdempotencyKey key = IdempotencyKey.of("first", null);

		Outcome<Booking> outcome = execute(begin(key).record("made").orElseThrow());

		assertThat(outcome.isRefused()).isFalse();
		assertThat(begin(key).earlier()).extracting(IdempotencyRecord::result).isEqualTo("made");
	}

	@Test
	void refusesAnAttemptAfterAnotherOneWasWritten() {
		IdempotencyKey key = IdempotencyKey.of("second", null);
		IdempotencyRecord early = begin(key).record("early").orElseThrow();
		IdempotencyRecord late = begin(key).record("late").orElseThrow();

		execute(early);
		Outcome<Booking> outcome = execute(late);

		assertThat(outcome).isEqualTo(Outcome.refused(new Rejection.KeyReused()));
		assertThat(begin(key).earlier()).extracting(IdempotencyRecord::result).isEqualTo("early");
	}

	@Test
	void replacesARecordThatHasEnded() {
		IdempotencyKey key = IdempotencyKey.of("third", null);
		IdempotencyRecord record = begin(key).record("ended").orElseThrow();
		this.ticketly.bean(IdempotencyRecords.class)
			.add(new IdempotencyRecord(record.key(), record.fingerprint(), record.attempt(), record.result(),
					NOW.getEpochSecond(), 0));
		assertThat(begin(key).earlier()).isNull();

		Outcome<Booking> outcome = execute(begin(key).record("made").orElseThrow());

		assertThat(outcome.isRefused()).isFalse();
		assertThat(begin(key).earlier()).extracting(IdempotencyRecord::result).isEqualTo("made");
	}

	@Test
	void writesARecordAlthoughAnEndedOneWasDeletedSinceItWasRead() {
		IdempotencyKey key = IdempotencyKey.of("fourth", null);
		IdempotencyRecord record = begin(key).record("made").orElseThrow().replacing(5);

		Outcome<Booking> outcome = execute(record);

		assertThat(outcome.isRefused()).isFalse();
		assertThat(begin(key).earlier()).extracting(IdempotencyRecord::result).isEqualTo("made");
	}

}
