package com.ticketly.input;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

import com.ticketly.input.TheatreTime.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TheatreTimeTests {

	private final TheatreTime kolkata = in("Asia/Kolkata");

	private final TheatreTime berlin = in("Europe/Berlin");

	private static TheatreTime in(String zone) {
		return new TheatreTime(Clock.system(ZoneId.of(zone)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-11-01 12:22", "2030-11-01T12:22", "2030-11-01t12:22:00", "2030-11-01 12:22:00.999",
			"2030-11-01T06:52Z", "2030-11-01T06:52z", "2030-11-01T12:22+05:30", "2030-11-01T12:22+0530",
			"2030-11-01 12:22:00+0530", "2030-11-01T11:52+05", "2030-11-01T06:52-00:00", "2030-11-01T06:52+00",
			"2030-10-31T22:52:00.123456789-0800" })
	void readsTimes(String text) {
		assertThat(this.kolkata.read(text)).contains(Instant.parse("2030-11-01T06:52:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-11-0112:22", "2030-11-01 T12:22", "2030-11-01  12:22", "2030-11-01T 12:22",
			"2030-11-01_12:22", "2030-11-01 12:22 +05:30", "2030-11-01 12:22+5:30", "2030-11-01 12:22+5",
			"2030-11-01 12:22+05:3", "2030-11-01 12:22+05:30:00", "2030-11-01 12:22+19:00", "2030-11-01 12:22+05:60",
			"2030-11-01 12:22Z+05:30", "2030-11-01 12:22+05:30+05:30", "2030-11-01 12:22 05:30", "2030-11-01 12:22:",
			"2030-11-01 12:22:00.", "2030-11-01 12:22:00,5", "2030-11-01 12:22:00.1234567890", "2030-11-01 12:22:60",
			"2030-11-01 24:00", "2030-11-01 12", "2030-11-01", "30-11-01 12:22", "+2030-11-01 12:22", "2030-11-1 12:22",
			"2030-11-01 9:22", "2030-02-29 12:22", "2030-11-31 12:22", "2030-11-01 12:22[UTC]", "2030-11-01 12:22 IST",
			"1969-12-31 23:59", "9999-01-01 00:00", "1604233320", "\u0662\u0660\u0663\u0660-11-01 12:22" })
	void readsNothingElseAsATime(String text) {
		assertThat(this.kolkata.read(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-11-01T12:22 05:30", "2030-11-01 12:22 0530", "2030-11-01T12:22:00.5 05:30",
			"2030-11-01t12:22 0530" })
	void restoresAPlusThatWasDecodedAsASpace(String text) {
		assertThat(this.kolkata.read(TheatreTime.restorePlus(text))).contains(Instant.parse("2030-11-01T06:52:00Z"));
	}

	@Test
	void restoresNoOtherSpace() {
		assertThat(TheatreTime.restorePlus("2030-11-01 12:22")).isEqualTo("2030-11-01 12:22");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-03-31 02:00", "2030-03-31 02:30", "2030-03-31T02:59:59.9" })
	void readsNoTimeThatTheClocksSkip(String text) {
		assertThat(this.berlin.read(text)).isEmpty();
		assertThat(this.berlin.explainGap(text)).contains(
				"does not exist in Europe/Berlin, where the clocks skip from 2030-03-31T02:00 to 2030-03-31T03:00");
	}

	@Test
	void readsTimesAroundAGapAndWithAnOffset() {
		assertThat(this.berlin.read("2030-03-31 01:59:59")).contains(Instant.parse("2030-03-31T00:59:59Z"));
		assertThat(this.berlin.read("2030-03-31 03:00")).contains(Instant.parse("2030-03-31T01:00:00Z"));
		assertThat(this.berlin.read("2030-03-31 02:30+01:00")).contains(Instant.parse("2030-03-31T01:30:00Z"));
		assertThat(this.berlin.explainGap("2030-03-31 03:00")).isEmpty();
		assertThat(this.berlin.explainGap("soon")).isEmpty();
	}

	@Test
	void readsATimeThatOccursTwiceAsTheFirst() {
		assertThat(this.berlin.read("2030-10-27 02:30")).contains(Instant.parse("2030-10-27T00:30:00Z"));
		assertThat(this.berlin.read("2030-10-27 02:30+01:00")).contains(Instant.parse("2030-10-27T01:30:00Z"));
		assertThat(this.berlin.readRange("2030-10-27 02:30"))
			.contains(new Range(Instant.parse("2030-10-27T00:30:00Z"), Instant.parse("2030-10-27T01:30:00Z")));
	}

	@ParameterizedTest
	@CsvSource({ "Asia/Kolkata, 2030-06-02, 2030-06-01T18:30:00Z, 2030-06-02T18:29:59Z",
			"Africa/Cairo, 2030-04-26, 2030-04-25T22:00:00Z, 2030-04-26T20:59:59Z",
			"Africa/Cairo, 2030-04-25, 2030-04-24T22:00:00Z, 2030-04-25T21:59:59Z",
			"Europe/Berlin, 2030-10-27, 2030-10-26T22:00:00Z, 2030-10-27T22:59:59Z" })
	void readsADateAsTheWholeDay(String zone, String date, Instant first, Instant last) {
		assertThat(in(zone).readRange(date)).contains(new Range(first, last));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-04-26 00:00", "2030-04-26 00:30" })
	void readsABoundThatTheClocksSkipAsTheMomentWhenTheyDo(String bound) {
		Instant change = Instant.parse("2030-04-25T22:00:00Z");

		assertThat(in("Africa/Cairo").readRange(bound)).contains(new Range(change, change));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2030-06-31", "2030-6-2", "20300602", "2030-06", "2030-W22-7", "+2030-06-02", "9999-01-01",
			"1969-01-01", "2030-06-02Z", "today", "2030-06-02 " + "24:00", "" })
	void readsNothingElseAsABound(String text) {
		assertThat(this.kolkata.readRange(text)).isEmpty();
	}

}
