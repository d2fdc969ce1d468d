package com.ticketly.reliability.check;

import java.util.List;
import java.util.Map;

import com.ticketly.reliability.check.Request.Kind;
import com.ticketly.reliability.check.Violation.Rule;
import org.junit.jupiter.api.Test;

import static com.ticketly.reliability.check.Story.ticket;
import static com.ticketly.reliability.check.Story.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the checker with histories that are written by hand.
 */
class CheckerTests {

	private static final TicketState FIRST = ticket("TKT1", "1");

	private static final TicketState SECOND = ticket("TKT2", "1");

	private static final TicketState CANCELED = withStatus(FIRST, "Canceled");

	private final Story story = new Story();

	@Test
	void acceptsASale() {
		this.story.books(1, 2, "Ann", FIRST)
			.cancels(5, 8, FIRST, 200)
			.books(6, 9, "Ben", SECOND)
			.readsLeft(10, 11, 2)
			.readsTicket(10, 11, CANCELED)
			.books(10, 11, "Cleo", null, 3, Answer.refused(409, "sold-out"))
			.stores("Ann", CANCELED)
			.stores("Ben", SECOND);

		assertThat(this.story.broken()).isEmpty();
	}

	@Test
	void findsASeatWithTwoTickets() {
		this.story.books(1, 2, "Ann", FIRST).books(3, 4, "Ben", SECOND).stores("Ann", FIRST).stores("Ben", SECOND);

		assertThat(this.story.broken()).containsExactly(Rule.SOLD_ONCE);
	}

	@Test
	void findsASeatThatWasSoldBeforeItWasFreed() {
		this.story.books(1, 2, "Ann", FIRST)
			.books(3, 4, "Ben", SECOND)
			.cancels(5, 6, FIRST, 200)
			.stores("Ann", CANCELED)
			.stores("Ben", SECOND);

		assertThat(this.story.broken()).containsExactly(Rule.SOLD_ONCE);
	}

	@Test
	void findsALostTicket() {
		this.story.books(1, 2, "Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE);
	}

	@Test
	void findsALostCancellation() {
		this.story.books(1, 2, "Ann", FIRST).cancels(3, 4, FIRST, 200).stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.ACKNOWLEDGED_IS_THERE);
	}

	@Test
	void findsATicketThatNobodyCanceled() {
		this.story.books(1, 2, "Ann", FIRST).cancels(3, 4, FIRST, 409).stores("Ann", CANCELED);

		assertThat(this.story.broken()).contains(Rule.DONE_ONCE);
	}

	@Test
	void findsWhatARefusalLeft() {
		this.story.books(1, 2, "Ann", null, 1, Answer.refused(409, "sold-out")).stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.REFUSED_LEFT_NOTHING);
	}

	@Test
	void findsABookingWithoutAnswerThatIsNotUndone() {
		this.story.books(1, 2, "Ann", null, 1, Answer.refused(503, "busy")).stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.UNANSWERED_IS_UNDONE);
		assertThat(this.story.killed().broken()).isEmpty();
	}

	@Test
	void acceptsThatABookingWithoutAnswerStaysForItsKey() {
		this.story.books(1, 2, "Ann", "key", 1, Answer.refused(503, "busy"))
			.books(3, 4, "Ann", "key", 1, Answer.of(201, FIRST))
			.stores("Ann", FIRST);

		assertThat(this.story.broken()).isEmpty();
	}

	@Test
	void findsAKeyThatDenies() {
		this.story.books(1, 2, "Ann", "key", 1, Answer.LOST)
			.books(3, 4, "Ann", "key", 1, Answer.refused(409, "sold-out"))
			.stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.KEY_TELLS);
	}

	@Test
	void findsAKeyThatTellsSomethingElse() {
		TicketState other = ticket("TKT3", "2");
		this.story.books(1, 2, "Ann", "key", 1, Answer.of(201, FIRST))
			.books(3, 4, "Ann", "key", 1, Answer.of(201, other))
			.stores("Ann", FIRST)
			.stores("Ann", other);

		assertThat(this.story.broken()).containsExactlyInAnyOrder(Rule.KEY_TELLS, Rule.DONE_ONCE);
	}

	@Test
	void findsABookingThatNobodyAskedFor() {
		this.story.stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.DONE_ONCE);
	}

	@Test
	void findsAPartOfABooking() {
		this.story.books(1, 2, "Ann", "key", 2, Answer.LOST).stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.ALL_OR_NOTHING);
	}

	@Test
	void findsHalfAMove() {
		TicketState moved = new TicketState("TKT1", Story.SLOT, "1", "Canceled", false, null, "TKT9");
		this.story.books(1, 2, "Ann", FIRST)
			.asks(3, 4, Request.of(Kind.RESCHEDULE, "TKT1", "SLT2", null), Answer.LOST)
			.stores("Ann", moved);

		assertThat(this.story.broken()).containsExactly(Rule.ALL_OR_NOTHING);
	}

	@Test
	void acceptsATransfer() {
		transfer();

		assertThat(this.story.stores("Eve", new TicketState("TKT2", Story.SLOT, "1", "Booked", false, "TKT1", null))
			.broken()).isEmpty();
	}

	@Test
	void findsHalfATransfer() {
		transfer();

		assertThat(this.story.broken()).containsExactlyInAnyOrder(Rule.ALL_OR_NOTHING, Rule.ACKNOWLEDGED_IS_THERE);
	}

	private void transfer() {
		this.story.books(1, 2, "Ann", FIRST)
			.asks(3, 4, Request.transfer("TKT1", "Eve", null), Answer.of(201, Story.ticket("TKT2", "1")))
			.stores("Ann", new TicketState("TKT1", Story.SLOT, "1", "Canceled", false, null, "TKT2"));
	}

	@Test
	void findsSeatsThatDifferFromTickets() {
		this.story.books(1, 2, "Ann", FIRST).stores("Ann", FIRST).taken("1", "2");

		assertThat(this.story.broken()).containsExactly(Rule.TABLES_AGREE);
	}

	@Test
	void findsAnUnknownStatus() {
		this.story.books(1, 2, "Ann", FIRST)
			.asks(3, 4, Request.of(Kind.CANCEL, "TKT1", "", null),
					new Answer(500, "internal-server-error", List.of(), null, Map.of(), Map.of(), true))
			.stores("Ann", FIRST);

		assertThat(this.story.broken()).containsExactly(Rule.STATUS_IS_KNOWN);
	}

}
