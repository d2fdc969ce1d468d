package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.ticketly.TestClock;
import com.ticketly.TicketlyInstance;
import com.ticketly.dynamodb.RequestRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that listings read the index month by month.
 */
class SlotListingTests {

	private final TestClock clock = TestClock.at("2030-10-01T00:00:00Z");

	private final TicketlyInstance.Builder builder = TicketlyInstance.builder().with(this.clock);

	private final TicketlyInstance ticketly = this.builder.start();

	private final Slots slots = this.ticketly.bean(Slots.class);

	private final RequestRecorder requests = this.ticketly.bean(RequestRecorder.class);

	@AfterEach
	void stop() {
		this.ticketly.close();
	}

	private Slot schedule(String start) {
		return schedule(this.ticketly, start);
	}

	private static Slot schedule(TicketlyInstance instance, String start) {
		Instant begin = Instant.parse(start);
		Showing showing = new Showing("Skyfall", "", begin, begin.plus(Duration.ofHours(2)), SlotType.MOVIE,
				Genre.ACTION);
		return written(
				instance.bean(SlotSchedule.class).add(new SlotPlan(showing, 1, null), false, (transaction, slot) -> {
				}));
	}

	private static Slot written(SlotSchedule.Result result) {
		return ((SlotSchedule.Result.Written) result).slot();
	}

	private List<Slot> list(String from, String to) {
		SlotQuery query = new SlotQuery(null, null, null, Instant.parse(from), Instant.parse(to));
		return this.slots.list(query, null, 10).slots().toList();
	}

	@Test
	void readsOnlyTheMonthsThatHaveSlotsInTheRange() {
		Slot first = schedule("2030-11-30T23:59:59Z");
		Slot second = schedule("2030-12-01T00:00:00Z");
		Slot third = schedule("2032-02-29T20:00:00Z");
		this.requests.clear();

		assertThat(list("2030-11-30T23:59:59Z", "2032-02-29T20:00:00Z")).containsExactly(first, second, third);
		assertThat(this.requests.count(GetItemRequest.class)).isOne();
		assertThat(this.requests.count(QueryRequest.class)).isEqualTo(3);
		assertThat(list("2030-12-01T00:00:00Z", "2032-02-29T19:59:59Z")).containsExactly(second);
		assertThat(list("2031-01-01T00:00:00Z", "2031-12-31T00:00:00Z")).isEmpty();
	}

	@Test
	void readsNoMoreMonthsThanAPageNeeds() {
		Slot first = schedule("2030-11-01T20:00:00Z");
		schedule("2030-11-02T20:00:00Z");
		schedule("2030-12-01T20:00:00Z");
		this.requests.clear();

		assertThat(this.slots.list(SlotQuery.ALL, null, 2).slots().iterator().next()).isEqualTo(first);
		assertThat(this.requests.count()).isEqualTo(2);
		assertThat(this.slots.list(SlotQuery.ALL, SlotPosition.of(first), 2).slots()).hasSize(2);
		assertThat(this.slots.list(SlotQuery.ofGenre(Genre.ACTION), SlotPosition.of(first), 2).slots()).hasSize(2);
		assertThat(this.slots.list(SlotQuery.ofGenre(Genre.DRAMA), null, 2).slots()).isEmpty();
	}

	@Test
	void registersAMonthOnce() {
		schedule("2030-11-01T20:00:00Z");
		this.requests.clear();

		schedule("2030-11-02T20:00:00Z");

		assertThat(this.requests.count(UpdateItemRequest.class)).isZero();
	}

	@Test
	void listsWhatAnotherInstanceScheduledInAMonthOfItsOwn() {
		try (TicketlyInstance other = this.builder.start()) {
			Slot slot = schedule(other, "2031-03-01T20:00:00Z");
			Slot same = schedule("2031-03-01T20:00:00Z");

			assertThat(Stream.of(this.slots, other.bean(Slots.class))
				.map((slots) -> slots.list(SlotQuery.ALL, null, 10).slots().toList()))
				.containsOnly(List.of(slot, same));
		}
	}

	@Test
	void listsASlotInTheMonthToWhichItWasMoved() {
		Slot slot = schedule("2030-11-01T20:00:00Z");
		SlotChange change = new SlotChange(null, null, Instant.parse("2030-12-01T20:00:00Z"),
				Instant.parse("2030-12-01T22:00:00Z"), null, null);

		Slot moved = written(this.ticketly.bean(SlotSchedule.class).change(slot, change, false));

		assertThat(list("2030-12-01T00:00:00Z", "2031-01-01T00:00:00Z")).containsExactly(moved);
		assertThat(this.slots.list(SlotQuery.ALL, null, 10).slots()).containsExactly(moved);
	}

	@Test
	void skipsMonthsWhoseSlotsAreDeletedByNow() {
		schedule("2030-11-01T20:00:00Z");
		this.clock.moveTo(Instant.parse("2031-11-30T23:59:59Z"));
		assertThat(this.slots.list(SlotQuery.ALL, null, 10).slots()).hasSize(1);
		this.clock.moveTo(Instant.parse("2031-12-01T00:00:00Z"));
		this.requests.clear();

		assertThat(this.slots.list(SlotQuery.ALL, null, 10).slots()).isEmpty();
		assertThat(this.requests.count(QueryRequest.class)).isZero();
	}

}
