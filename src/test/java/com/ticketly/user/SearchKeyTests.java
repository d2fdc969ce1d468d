package com.ticketly.user;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SearchKeyTests {

	/**
	 * The maximum length of a name, in code points.
	 */
	private static final int MAX = 200;

	private static SearchKey key(String name) {
		return SearchKey.of(new User(UserId.create(Instant.parse("2030-11-01T12:22:00Z")), name,
				new PhoneNumber("+919653864514"), Instant.parse("2030-11-01T12:22:00Z")));
	}

	private static String folded(String name) {
		String sort = SearchKey.ofBeginning(name).sort();
		assertThat(key(name).sort()).startsWith(sort);
		return sort;
	}

	private static String beginning(String name, int letters) {
		return name.substring(0, name.offsetByCodePoints(0, letters));
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * Names of any characters, many of which have a case, an accent, or a decomposition.
	 */
	@Provide
	Arbitrary<String> names() {
		Arbitrary<Integer> any = Arbitraries.integers()
			.between(0, Character.MAX_CODE_POINT)
			.filter((letter) -> letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE);
		Arbitrary<Integer> common = Arbitraries.integers().between(' ', 0x24F);
		Arbitrary<Integer> special = Arbitraries
			.of("\u03a3\u03c3\u03c2\u0130\u0131\u1e9e\u00df\ufb03\ufdfa\u0301\u200d\u00a0\u3000\u0085\ud83d\ude00\u738b\uae40\udbff\udffd"
				.codePoints()
				.boxed()
				.toList());
		return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(3, common), Tuple.of(2, special))
			.list()
			.ofMinSize(1)
			.ofMaxSize(MAX)
			.map((letters) -> letters.stream()
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString());
	}

	@Property
	void findsANameByEachBeginningThatIsLongEnough(@ForAll("names") String name) {
		SearchKey key = key(name);

		assertThat(IntStream.rangeClosed(1, name.codePointCount(0, name.length()))
			.mapToObj((letters) -> beginning(name, letters))
			.filter(SearchKey::isLongEnough)).allMatch((beginning) -> key.beginsWith(SearchKey.ofBeginning(beginning)));
	}

	@Property
	void fitsIntoAnIndexKey(@ForAll("names") String name) {
		SearchKey key = key(name);

		assertThat(bytes(key.sort())).isLessThanOrEqualTo(1024);
		assertThat(bytes(key.partition())).isLessThanOrEqualTo(2048);
		assertThat(new String(key.sort().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
			.isEqualTo(key.sort());
		assertThat(new String(key.partition().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
			.isEqualTo(key.partition());
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ufdfa", "\ud83d\ude00", "a\ud83d\ude00", "\u738b", "\u03a3" })
	void fitsIntoAnIndexKeyForTheLongestNames(String letters) {
		fitsIntoAnIndexKey(letters.repeat(MAX / letters.codePointCount(0, letters.length())));
	}

	@ParameterizedTest
	@CsvSource({ "Zo\u00eb, zoe", "ZO\u00cb, zoe", "Zoe\u0308, zoe", "\u0130brahim, ibrahim", "I\u015f\u0131k, isik",
			"\u0393\u0399\u03a9\u03a1\u0393\u039f\u03a3, \u03b3\u03b9\u03c9\u03c1\u03b3\u03bf\u03c3",
			"\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2, \u03b3\u03b9\u03c9\u03c1\u03b3\u03bf\u03c3",
			"\uff21\uff4e\uff4e, ann", "\ufb03, ffi", "Ann\u3000 Lee, ann lee", "A\u200dnn, ann" })
	void ignoresCaseAndAccents(String name, String folded) {
		assertThat(folded(name)).isEqualTo(folded);
	}

	@ParameterizedTest
	@CsvSource({ "Zo\u00eb, zo", "J, j", "\u738b\u529b, \u738b", "\ud83d\ude00x, \ud83d\ude00",
			"a\ud83d\ude00b, a\ud83d\ude00", "\u00c9mile, em" })
	void isPartitionedByTheFirstLetters(String name, String letters) {
		assertThat(key(name).partition()).isEqualTo("NAME#" + letters);
	}

	@ParameterizedTest
	@CsvSource({ "a, false", "\u00e9, false", "a\u0301, false", "' a ', false", "ab, true", "\u738b, true",
			"a\ud83d\ude00, true", "\u0301, false", "' ', false", "'', false" })
	void needsTwoLettersOrOneOutsideOfAscii(String beginning, boolean enough) {
		assertThat(SearchKey.isLongEnough(beginning)).isEqualTo(enough);
	}

	@Test
	void containsTheUser() {
		UserId user = UserId.create(Instant.parse("2030-11-01T12:22:00Z"));
		SearchKey key = SearchKey.of(new User(user, "Ann", new PhoneNumber("+919653864514"), Instant.EPOCH));

		assertThat(SearchKey.userOf(key.sort())).isEqualTo(user);
	}

}
