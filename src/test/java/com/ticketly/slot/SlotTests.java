package com.ticketly.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

class SlotTests {

	private static final ExpiryProperties EXPIRY = new ExpiryProperties(Duration.ofHours(8), Duration.ofDays(30),
			Duration.ofDays(365), Duration.ofMinutes(5), Duration.ofMinutes(1));

	private static final Instant END = Instant.parse("2030-11-01T15:22:00Z");

	private static SlotPlan plan(int capacity) {
		Showing showing = new Showing("Skyfall", "", END.minus(Duration.ofHours(3)), END, SlotType.MOVIE, Genre.ACTION);
		return new SlotPlan(showing, capacity, null);
	}

	private static Slot slot(int capacity, Instant scheduledAt) {
		return plan(capacity).slot(scheduledAt, EXPIRY);
	}

	@Test
	void expiresEightHoursAfterItsEndAndNoSooner() {
		Slot slot = slot(20, END.minus(Duration.ofDays(7)));

		assertThat(slot.isExpired(Instant.parse("2030-11-01T23:21:59Z"))).isFalse();
		assertThat(slot.isExpired(Instant.parse("2030-11-01T23:22:00Z"))).isTrue();
	}

	@Test
	void endsWithItsShowing() {
		Slot slot = slot(20, END.minus(Duration.ofDays(7)));

		assertThat(slot.showing().hasEnded(END.minusSeconds(1))).isFalse();
		assertThat(slot.showing().hasEnded(END)).isTrue();
	}

	@Test
	void isOnSaleUntilItsShowingEndsOrUntilItExpires() {
		Slot slot = slot(20, END.minus(Duration.ofDays(7)));
		Instant expiry = END.plus(Duration.ofHours(8));

		assertThat(slot.refusalAt(END.minusSeconds(1), SalesPeriod.UNTIL_END)).isEmpty();
		assertThat(slot.refusalAt(END, SalesPeriod.UNTIL_END)).contains(new SalesRefusal.Over(slot.id()));
		assertThat(slot.refusalAt(expiry.minusSeconds(1), SalesPeriod.UNTIL_EXPIRY)).isEmpty();
		assertThat(slot.refusalAt(expiry, SalesPeriod.UNTIL_EXPIRY)).contains(new SalesRefusal.Over(slot.id()));
	}

	@Test
	void isNeitherSoldNorChangedOnceItIsCanceled() {
		Slot canceled = slot(20, END.minus(Duration.ofDays(7))).cancel("The projector broke", END);
		SalesRefusal refusal = new SalesRefusal.Canceled(canceled.id(), "The projector broke");

		assertThat(canceled.refusalAt(END.minusSeconds(1), SalesPeriod.UNTIL_END)).contains(refusal);
		assertThat(canceled.changeRefusalAt(END.minusSeconds(1))).contains(refusal);
	}

	@Test
	void isNotChangedOnceAnExpiryRunHasClaimedIt() {
		Slot slot = slot(20, END.minus(Duration.ofDays(7)));

		assertThat(slot.changeRefusalAt(END)).isEmpty();
		assertThat(slot.claimUntil(END.plusSeconds(60)).changeRefusalAt(END))
			.contains(new SalesRefusal.Over(slot.id()));
	}

	@Test
	void namesTheProblemWithAChangeOfItsEnd() {
		Instant now = END.minus(Duration.ofDays(7));
		Slot slot = slot(20, now);

		assertThat(slot.problemWith(new SlotChange(null, null, null, END.plusSeconds(60), null, null), now, EXPIRY))
			.isEmpty();
		assertThat(slot.problemWith(new SlotChange(null, null, END, null, null, null), now, EXPIRY))
			.contains(SlotChange.Problem.END_NOT_AFTER_START);
		assertThat(slot.problemWith(new SlotChange(null, null, null, now.minus(Duration.ofHours(8)), null, null), now,
				EXPIRY))
			.contains(SlotChange.Problem.END_TOO_EARLY);
	}

	@Test
	void lastsUntilARunWhenItIsScheduledAfterItsExpiry() {
		Instant later = END.plus(Duration.ofDays(900));
		Slot slot = slot(20, later);

		assertThat(slot.isExpired(later.plusSeconds(60))).isFalse();
		assertThat(slot.expire(later.plusSeconds(60)).isExpired(later.plusSeconds(60))).isTrue();
	}

	@Test
	void isKeptForAYearAfterItExpiredOrWasScheduled() {
		Instant later = END.plus(Duration.ofDays(900));

		assertThat(slot(20, END).lifecycle().purgeAt())
			.isEqualTo(END.plus(Duration.ofHours(8)).plus(Duration.ofDays(365)).getEpochSecond());
		assertThat(slot(20, later).lifecycle().purgeAt()).isEqualTo(later.plus(Duration.ofDays(365)).getEpochSecond());
	}

	@Test
	void expiresByTheSettingsOfItsEndWhateverElseChanges() {
		Instant now = END.minus(Duration.ofDays(7));
		Slot slot = slot(20, now);
		ExpiryProperties today = new ExpiryProperties(Duration.ofHours(1), Duration.ofDays(30), Duration.ofDays(1),
				Duration.ofMinutes(5), Duration.ofMinutes(1));

		Slot renamed = slot.change(new SlotChange("Spectre", null, null, END, null, null), now, today);
		Slot moved = slot.change(new SlotChange(null, null, null, END.plusSeconds(60), null, null), now, today);

		assertThat(renamed.lifecycle().expiresAt()).isEqualTo(slot.lifecycle().expiresAt());
		assertThat(renamed.lifecycle().purgeAt()).isEqualTo(slot.lifecycle().purgeAt());
		assertThat(moved.lifecycle().expiresAt()).isEqualTo(END.plusSeconds(60).plus(Duration.ofHours(1)));
		assertThat(moved.lifecycle().purgeAt())
			.isEqualTo(moved.lifecycle().expiresAt().plus(Duration.ofDays(1)).getEpochSecond());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 500, 501, 999, 1000, 20_000, Slot.MAX_CAPACITY })
	void splitsItsSeatsIntoSectionsThatDifferByOneAtMost(int capacity) {
		List<Section> sections = plan(capacity).sections(slot(capacity, END));

		List<Integer> sizes = sections.stream().map((section) -> section.seats().size()).toList();
		assertThat(sizes.stream().mapToInt(Integer::intValue)).hasSize(Math.ceilDiv(capacity, 500));
		assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(capacity);
		assertThat(sizes).allMatch((size) -> size >= sizes.stream().mapToInt(Integer::intValue).max().orElseThrow() - 1)
			.allMatch((size) -> size <= Section.MAX_SEATS);
		int next = 1;
		for (Section section : sections) {
			assertThat(section.firstSeat()).isEqualTo(next);
			next += section.seats().size();
		}
	}

	@Test
	void readsItemsFromBeforeThereWereEditions() {
		Section section = plan(20).sections(slot(20, END)).getFirst();
		Map<String, AttributeValue> item = new HashMap<>(Sections.TABLE.schema().itemToMap(section, true));
		item.remove("edition");

		assertThat(Sections.ITEMS.schema().mapToItem(item)).isEqualTo(section);
	}

	@Test
	void revisesNoSectionThatIsMissing() {
		Slot slot = slot(20, END);
		Section missing = Section.missing(slot.sectionKeys().getFirst());

		assertThat(missing.withEdition(slot.edition(), slot.lifecycle().purgeAt())).isEqualTo(missing);
		assertThat(missing.close()).isEqualTo(missing);
	}

}
