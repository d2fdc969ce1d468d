package com.ticketly.reliability.check;

import java.util.List;
import java.util.Set;

import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Violation.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.ticketly.reliability.check.Story.ticket;
import static com.ticketly.reliability.check.Story.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with histories that are written by hand that the checker finds answers that are
 * not current, and tickets that expire at the wrong time.
 */
class AnswerCheckerTests {

	private static final TicketState FIRST = ticket("TKT1", "1");

	private static final TicketState CANCELED = withStatus(FIRST, "Canceled");

	private final Story story = new Story();

	@ParameterizedTest
	@CsvSource({ "3, 4, 2, true", "3, 4, 3, false", "3, 4, 1, false", "3, 6, 3, true", "3, 6, 2, true",
			"9, 9, 2, false", "9, 9, 3, true" })
	void knowsHowManySeatsWereLeft(int start, int end, int left, boolean right) {
		this.story.books(1, 2, "Ann", FIRST)
			.cancels(5, 8, FIRST, 200)
			.readsLeft(start, end, left)
			.stores("Ann", CANCELED);

		assertThat(this.story.broken()).isEqualTo(right ? Set.of() : Set.of(Rule.ANSWERS_ARE_CURRENT));
	}

	@ParameterizedTest
	@CsvSource({ "a key, true", ", false" })
	void acceptsThatARepeatedBlockWithAKeyHasNoEffect(String key, boolean right) {
		Request block = Request.ofSeats(Kind.BLOCK, Story.SLOT, List.of("1"), key);
		this.story.asks(1, 4, block, Answer.of(200))
			.asks(2, 3, Request.ofSeats(Kind.UNBLOCK, Story.SLOT, List.of("1"), null), Answer.of(200))
			.asks(5, 6, block, Answer.of(200))
			.readsLeft(7, 8, 3);

		assertThat(this.story.broken()).isEqualTo(right ? Set.of() : Set.of(Rule.ANSWERS_ARE_CURRENT));
	}

	@Test
	void findsATicketThatIsReadFromACache() {
		this.story.books(1, 2, "Ann", FIRST).cancels(3, 4, FIRST, 200).readsTicket(5, 6, FIRST).stores("Ann", CANCELED);

		assertThat(this.story.broken()).containsExactly(Rule.ANSWERS_ARE_CURRENT);
	}

	@Test
	void findsATicketThatIsReadAsCanceledTooEarly() {
		this.story.books(1, 2, "Ann", FIRST)
			.readsTicket(3, 4, CANCELED)
			.cancels(5, 6, FIRST, 200)
			.stores("Ann", CANCELED);

		assertThat(this.story.broken()).containsExactly(Rule.ANSWERS_ARE_CURRENT);
	}

	@Test
	void acceptsASeatThatIsSoldAfterTheReleaseOfItsHold() {
		TicketState ticket = ticket("TKT2", "1");
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.asks(3, 6, Request.of(Kind.RELEASE, "HLD1", "", null), Answer.of(204))
			.books(4, 5, "Ben", ticket)
			.readsHold(7, 8, Story.hold("Released"))
			.stores("Ann", Story.hold("Released"))
			.stores("Ben", ticket);

		assertThat(this.story.broken()).isEmpty();
	}

	@Test
	void findsASeatThatIsSoldDuringItsHold() {
		TicketState ticket = ticket("TKT2", "1");
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.books(3, 4, "Ben", ticket)
			.asks(5, 6, Request.of(Kind.RELEASE, "HLD1", "", null), Answer.of(204))
			.stores("Ann", Story.hold("Released"))
			.stores("Ben", ticket);

		assertThat(this.story.broken()).containsExactly(Rule.SOLD_ONCE);
	}

	@Test
	void findsAHoldThatIsReadFromACache() {
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.asks(3, 4, Request.of(Kind.RELEASE, "HLD1", "", null), Answer.of(204))
			.readsHold(5, 6, Story.hold("Held"))
			.stores("Ann", Story.hold("Released"));

		assertThat(this.story.broken()).containsExactly(Rule.ANSWERS_ARE_CURRENT);
	}

	@Test
	void acceptsAReleaseWhoseHoldHadEndedBeforeItsConfirmationWasWritten() {
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.clock(500)
			.asks(3, 6, Request.of(Kind.CONFIRM, "HLD1", "", null), Answer.of(201, FIRST))
			.asks(4, 5, Request.of(Kind.RELEASE, "HLD1", "", null), Answer.of(204))
			.stores("Ann", Story.hold("Confirmed"));

		assertThat(this.story.broken()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "3, 4, 3, false", "3, 6, 3, true", "6, 7, 3, true", "6, 7, 2, true", "6, 9, 3, true",
			"9, 10, 3, false", "9, 10, 2, true" })
	void acceptsThatASeatIsFreeBetweenTheEndOfItsHoldAndItsConfirmation(int start, int end, int left, boolean right) {
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.clockMoves(5, 5, 500)
			.asks(3, 8, Request.of(Kind.CONFIRM, "HLD1", "", null), Answer.of(201, FIRST))
			.readsLeft(start, end, left)
			.stores("Ann", Story.hold("Confirmed"));

		assertThat(this.story.broken()).isEqualTo(right ? Set.of() : Set.of(Rule.ANSWERS_ARE_CURRENT));
	}

	@Test
	void findsALostConfirmation() {
		this.story.holds(1, 2, "Ann", Story.hold("Held"))
			.asks(3, 4, Request.of(Kind.CONFIRM, "HLD1", "", null), Answer.of(201, FIRST))
			.stores("Ann", Story.hold("Released"));

		assertThat(this.story.broken()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE);
	}

	@Test
	void findsTicketsThatExpiredEarly() {
		this.story.books(1, 2, "Ann", FIRST)
			.clock(Story.expired() - 1)
			.slot("Expired")
			.stores("Ann", withStatus(FIRST, "Expired"));

		assertThat(this.story.broken()).containsExactly(Rule.EXPIRES_IN_TIME);
	}

	@Test
	void findsTicketsThatDidNotExpire() {
		this.story.books(1, 2, "Ann", FIRST).clock(Story.expired()).stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.EXPIRES_IN_TIME);
	}

}
