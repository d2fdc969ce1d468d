package com.ticketly.sale;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SaleTermsTests {

	private static final Instant START = Instant.parse("2030-11-01T12:00:00Z");

	private static final Instant END = Instant.parse("2030-11-01T15:00:00Z");

	private static final SaleTerms TERMS = SaleTerms.NONE
		.with(new SaleChange(time("2030-10-01T10:00:00Z"), minutes(30), time("2030-09-30T10:00:00Z"),
				new Change<>(true, new PresaleCode("opensesame")), Change.none(), Change.none(), Change.none()));

	private static TimeChange time(String time) {
		return new TimeChange(true, Instant.parse(time), null);
	}

	private static TimeChange minutes(int minutes) {
		return new TimeChange(true, null, minutes);
	}

	private static SaleChange change(TimeChange from, TimeChange until, TimeChange presaleFrom,
			Change<PresaleCode> code) {
		return new SaleChange(from, until, presaleFrom, code, Change.none(), Change.none(), Change.none());
	}

	private static @Nullable PresaleCode code(@Nullable String text) {
		return (text != null) ? new PresaleCode(text) : null;
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2030-09-30T09:59:59Z, opensesame, NotOpen
			2030-09-30T10:00:00Z, opensesame, Open
			2030-09-30T10:00:00Z, ,           NotOpen
			2030-09-30T10:00:00Z, opensesamE, NotOpen
			2030-10-01T09:59:59Z, opensesame, Open
			2030-10-01T09:59:59Z, ,           NotOpen
			2030-10-01T10:00:00Z, ,           Open
			2030-10-01T10:00:00Z, wrong,      Open
			2030-11-01T11:29:59Z, ,           Open
			2030-11-01T11:30:00Z, ,           Ended
			2030-11-01T11:30:00Z, opensesame, Ended
			2030-11-01T12:00:00Z, ,           Ended
			""")
	void sellsWithinTheWindow(Instant now, @Nullable String code, String state) {
		assertThat(TERMS.stateAt(now, START, code(code)).getClass().getSimpleName()).isEqualTo(state);
	}

	@Test
	void saysWhenTheSaleOpensAndWhetherACodeIsWrong() {
		Instant from = Instant.parse("2030-10-01T10:00:00Z");
		Instant presaleFrom = Instant.parse("2030-09-30T10:00:00Z");

		assertThat(TERMS.stateAt(presaleFrom, START, null)).isEqualTo(new SaleState.NotOpen(from, presaleFrom, false));
		assertThat(TERMS.stateAt(presaleFrom, START, code("wrong")))
			.isEqualTo(new SaleState.NotOpen(from, presaleFrom, true));
		assertThat(TERMS.stateAt(presaleFrom.minusSeconds(1), START, code("wrong")))
			.as("nobody can try out codes before the presale")
			.isEqualTo(new SaleState.NotOpen(from, presaleFrom, false));
		assertThat(TERMS.stateAt(END, START, null)).isEqualTo(new SaleState.Ended(START.minusSeconds(1800)));
	}

	@Test
	void sellsAtAnyTimeWithoutTerms() {
		assertThat(SaleTerms.NONE.stateAt(Instant.MIN, START, null)).isEqualTo(new SaleState.Open());
		assertThat(SaleTerms.NONE.stateAt(Instant.MAX, START, code("any"))).isEqualTo(new SaleState.Open());
	}

	@Test
	void minutesFollowTheStart() {
		Instant later = START.plus(Duration.ofDays(1));

		assertThat(TERMS.stateAt(START, later, null)).isEqualTo(new SaleState.Open());
		assertThat(TERMS.stateAt(later.minusSeconds(1800), later, null)).isInstanceOf(SaleState.Ended.class);
	}

	@Test
	void hasAProblemWithTimesInTheWrongOrder() {
		assertProblem(change(time("2030-11-01T15:00:00Z"), TimeChange.NONE, TimeChange.NONE, Change.none()),
				SaleProblem.FROM_NOT_BEFORE_END);
		assertProblem(change(TimeChange.NONE, time("2030-11-01T15:00:01Z"), TimeChange.NONE, Change.none()),
				SaleProblem.UNTIL_AFTER_END);
		assertProblem(change(minutes(60), minutes(60), TimeChange.NONE, Change.none()),
				SaleProblem.FROM_NOT_BEFORE_UNTIL);
		assertProblem(change(minutes(60), TimeChange.NONE, minutes(60), new Change<>(true, code("open"))),
				SaleProblem.PRESALE_NOT_BEFORE_FROM);
		assertProblem(change(TimeChange.NONE, TimeChange.NONE, minutes(60), new Change<>(true, code("open"))),
				SaleProblem.PRESALE_NOT_BEFORE_FROM);
		assertThat(SaleTerms.NONE.problemWith(
				change(minutes(60), time("2030-11-01T15:00:00Z"), minutes(61), new Change<>(true, code("open"))), START,
				END))
			.isEmpty();
	}

	@Test
	void hasAProblemWithHalfAPresale() {
		assertProblem(change(minutes(60), TimeChange.NONE, minutes(61), Change.none()), SaleProblem.CODE_MISSING);
		assertProblem(change(minutes(60), TimeChange.NONE, TimeChange.NONE, new Change<>(true, code("open"))),
				SaleProblem.PRESALE_MISSING);
		assertThat(TERMS.problemWith(
				change(TimeChange.NONE, TimeChange.NONE, TimeChange.NONE, new Change<PresaleCode>(true, null)), START,
				END))
			.contains(SaleProblem.CODE_MISSING);
	}

	@Test
	void hasAProblemWithATimeThatDoesNotFollowFromTheMinutes() {
		TimeChange right = new TimeChange(true, START.minusSeconds(60), 1);
		TimeChange wrong = new TimeChange(true, START.minusSeconds(61), 1);

		assertThat(
				SaleTerms.NONE.problemWith(change(right, TimeChange.NONE, TimeChange.NONE, Change.none()), START, END))
			.isEmpty();
		assertProblem(change(wrong, TimeChange.NONE, TimeChange.NONE, Change.none()), SaleProblem.FROM_CONTRADICTORY);
		assertProblem(change(TimeChange.NONE, wrong, TimeChange.NONE, Change.none()), SaleProblem.UNTIL_CONTRADICTORY);
		assertProblem(change(TimeChange.NONE, TimeChange.NONE, wrong, Change.none()),
				SaleProblem.PRESALE_CONTRADICTORY);
	}

	private static void assertProblem(SaleChange change, SaleProblem problem) {
		assertThat(SaleTerms.NONE.problemWith(change, START, END)).contains(problem);
	}

	@Test
	void changesOnlyWhatIsGiven() {
		SaleTerms moved = TERMS.with(change(minutes(120), TimeChange.NONE, TimeChange.NONE, Change.none()));

		assertThat(moved.from()).isEqualTo(new SaleTime(null, 120));
		assertThat(moved.until()).isEqualTo(TERMS.until());
		assertThat(moved.presale()).isEqualTo(TERMS.presale());
	}

	@Test
	void removesThePresaleWithItsCode() {
		SaleTerms removed = TERMS
			.with(change(TimeChange.NONE, TimeChange.NONE, new TimeChange(true, null, null), Change.none()));

		assertThat(removed.presale()).isNull();
		assertThat(removed.from()).isEqualTo(TERMS.from());
	}

	@Test
	void keepsTheDigestOfTheSameCode() {
		SaleChange same = change(TimeChange.NONE, TimeChange.NONE, TimeChange.NONE,
				new Change<>(true, code("opensesame")));
		SaleChange other = change(TimeChange.NONE, TimeChange.NONE, TimeChange.NONE,
				new Change<>(true, code("closesesame")));

		assertThat(TERMS.with(same)).isEqualTo(TERMS);
		assertThat(TERMS.with(other)).isNotEqualTo(TERMS);
	}

	@Test
	void revealsNoCode() {
		PresaleCode code = new PresaleCode("opensesame");

		assertThat(TERMS.toString()).doesNotContain("opensesame");
		assertThat(code.toString()).doesNotContain("opensesame");
		assertThat(code.digest()).as("the salt differs").isNotEqualTo(code.digest());
		assertThat(code.digest().text()).hasSize(96).doesNotContain("opensesame");
		assertThat(code.digest().toString()).doesNotContain(code.digest().text());
	}

}
