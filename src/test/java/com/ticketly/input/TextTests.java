package com.ticketly.input;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextTests {

	private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

	private boolean isValid(String text) {
		return this.validator.validate(new Fields(text, null)).isEmpty();
	}

	private boolean isValidFreeForm(String text) {
		return this.validator.validate(new Fields(null, text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u200B", "\u200D", "\u200E\u200F", "\u202A\u202C", "\u2066\u2069", "\u2060\uFEFF",
			"\u00AD", "\u061C", "\u180E", "\u034F", "\u115F", "\u1160", "\u3164", "\uFFA0", "\u2800", "\uFE0F",
			"\uDB40\uDD00", "\uDB40\uDC41", "\u0301", "\u0301\u0302", "\u20E3", "\u093F", "\u0378", "\uDB80\uDC00",
			"\uE000", "\uFFFF", "\uD834\uDD59", "\u17B4", "\u2061", "\uFFF9" })
	void refusesTextsWithoutAVisibleCharacter(String text) {
		assertThat(isValid(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Jo\u200Bhn", "Jo\u202Ehn", "\u202EJohn", "John\u200E", "John\u2066", "Jo\u00ADhn",
			"Jo\u2060hn", "Jo\uFEFFhn", "Jo\u200Dhn", "Jo\u200Chn", "John\uFE0F", "Jo\u034Fhn", "John \u200D",
			"\u200DJohn", "John\u3164", "Jo\u2800hn", "Jo\u2028hn", "Jo\u2029hn", "Jo\u0085hn", "Jo\nhn", "Jo\thn",
			"Jo\u0000hn", "Jo\uD800hn", "\uDC00", "Jo\u007Fhn", "\u0418\u200D\u0432\u0430\u043D", "1917\u200D",
			"1917\uFE0F", "!\u200D", "\uD83C\uDFAC\u200D", "\u0645\u200C", "\u0645\u200C\u200C\u062E", "Jo\u2065hn",
			"Jo\uFFF0hn", "Jo\uDB43\uDFFFhn", "Jo\uFFFFhn", "Jo\uFFFEhn", "Jo\uFDD0hn", "Jo\uD83F\uDFFEhn" })
	void refusesInvisibleCharactersInNames(String text) {
		assertThat(isValid(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "John", "Jos\u00E9", "1917", "-", "?", "\u2764\uFE0F", "I \u2764\uFE0F Huckabees",
			"\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "\uD83D\uDC4D\uD83C\uDFFD", "1\uFE0F\u20E3",
			"\uD83C\uDDEE\uD83C\uDDF3", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
			"\u0DC1\u0DCA\u200D\u0DBB\u0DD3", "\u0915\u094D\u200D\u0937", "\uD55C\uAE00", "\u05E9\u05DC\u05D5\u05DD",
			"q\u0307\u0323", "\u845B\uDB40\uDD00\u57CE", "a b\u00A0c", "O\u2019Neill", "\u203C\uFE0F",
			"\u0D28\u0D4D\u200D", "\u2764\uFE0F\u200D\uD83D\uDD25" })
	void acceptsNamesInAnyScript(String text) {
		assertThat(isValid(text)).isTrue();
	}

	@Test
	void countsCodePoints() {
		assertThat(isValid("\uD83C\uDFAC".repeat(200))).isTrue();
		assertThat(isValid("\uD83C\uDFAC".repeat(201))).isFalse();
		assertThat(isValid("e".repeat(201))).isFalse();
		assertThat(isValid(Text.Validator.normalize("e\u0301".repeat(200)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Jose\u0301", " Jos\u00E9 ", "\u00A0Jos\u00E9\u3000", "\u2028Jose\u0301\u2029",
			"\tJos\u00E9\n", "\u0085Jos\u00E9\u202F" })
	void normalizesEqualTexts(String text) {
		assertThat(Text.Validator.normalize(text)).isEqualTo("Jos\u00E9");
	}

	@Test
	void refusesTooManyCombiningMarks() {
		assertThat(isValid("a" + "\u0301".repeat(30))).isTrue();
		assertThat(isValid("a" + "\u0301".repeat(31))).isFalse();
		assertThat(isValidFreeForm("a" + "\u0301".repeat(31))).isFalse();
		assertThat(Text.Validator.normalize("\u0344\u0323".repeat(100_000))).hasSize(200_000);
	}

	@Test
	void keepsWhiteSpaceInside() {
		assertThat(Text.Validator.normalize(" a \n b ")).isEqualTo("a \n b");
		assertThat(Text.Validator.normalize(" ".repeat(15_000))).isEmpty();
	}

	@Test
	void acceptsLinesInFreeFormTexts() {
		assertThat(isValidFreeForm("")).isTrue();
		assertThat(isValidFreeForm("a\tb\r\nc\u2028d\u200Ee")).isTrue();
		assertThat(isValidFreeForm("a\u0000b")).isFalse();
		assertThat(isValidFreeForm("a\u001Cb")).isFalse();
		assertThat(isValidFreeForm("a\uD800b")).isFalse();
	}

	private record Fields(@Text @Nullable String name, @Text(freeForm = true) @Nullable String description) {
	}

}
