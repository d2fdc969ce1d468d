package com.ticketly.input;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.text.Normalizer;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

/**
 * Accepts null, and text of limited length that is well-formed Unicode. Unless it is
 * {@link #freeForm()}, the text must be on one line, contain a visible character, and
 * contain no invisible characters except those that a script or an emoji needs.
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ FIELD, METHOD, PARAMETER, TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

	/**
	 * Returns the maximum length, in code points.
	 */
	int max() default 200;

	/**
	 * Returns whether the text can be blank and contain tabs and line breaks.
	 */
	boolean freeForm() default false;

	String message() default "must have 1 to {max} characters, at least one of them visible, "
			+ "and no line breaks, control characters or invisible characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	final class Validator implements ConstraintValidator<Text, String> {

		/**
		 * More combining marks in a row than any language needs: see the <a href=
		 * "https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format">stream-safe
		 * text format</a>. Normalization would take time in proportion to the square of
		 * their number.
		 */
		private static final String MARKS = "\\p{M}{31}";

		private static final Pattern TOO_MANY_MARKS = Pattern.compile(MARKS);

		/**
		 * Control characters, noncharacters, and lone surrogates. UTF-8 cannot encode the
		 * latter: another character would be stored.
		 */
		private static final String UNENCODABLE = "\\p{Cc}\\p{Cs}\\p{IsNoncharacter_Code_Point}";

		private static final Pattern WHITE_SPACE_AROUND = Pattern
			.compile("\\A\\p{IsWhite_Space}++|(?<!\\p{IsWhite_Space})\\p{IsWhite_Space}++\\z");

		/**
		 * Letters, symbols and reserved code points that are drawn as nothing.
		 */
		private static final String BLANK = "\\u115F\\u1160\\u17B4\\u17B5\\u2065\\u2800\\u3164\\uFFA0\\uFFF0-\\uFFF8"
				+ "\\x{1D159}\\x{E0080}-\\x{E00FF}\\x{E01F0}-\\x{E0FFF}";

		private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^" + BLANK + "]]");

		private static final String JOINER = "[\\u200C\\u200D]";

		private static final String SELECTOR = "[\\u034F\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]";

		/**
		 * Joiners and variation selectors where they have no effect. They change how
		 * letters without case and emoji are drawn, of which keycaps begin with a digit.
		 */
		private static final String WITHOUT_EFFECT = "(?:\\A|[\\p{L}\\p{N}\\p{Z}&&[^\\p{Lo}]])" + SELECTOR
				+ "(?!\\u20E3)|(?:\\A|[\\p{L}\\p{N}\\p{P}\\p{Z}&&[^\\p{Lo}]])" + JOINER + "|" + JOINER
				+ "{2}|[\\p{Lo}\\p{S}]" + JOINER + "(?:\\z|\\p{Z})";

		private static final Pattern INVISIBLE = Pattern.compile(MARKS + "|[" + UNENCODABLE + "\\p{Zl}\\p{Zp}" + BLANK
				+ "]|[\\p{Cf}&&[^\\u200C\\u200D]]|" + WITHOUT_EFFECT);

		private static final Pattern CONTROL = Pattern.compile(MARKS + "|[" + UNENCODABLE + "&&[^\\t\\n\\r]]");

		private int max;

		private boolean freeForm;

		@Override
		public void initialize(Text text) {
			this.max = text.max();
			this.freeForm = text.freeForm();
		}

		@Override
		public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
			if (text == null) {
				return true;
			}
			return text.codePointCount(0, text.length()) <= this.max && (this.freeForm ? !CONTROL.matcher(text).find()
					: VISIBLE.matcher(text).find() && !INVISIBLE.matcher(text).find());
		}

		/**
		 * Returns a text in normalization form C and without white space around it, so
		 * that equal texts have equal code points.
		 */
		static String normalize(String text) {
			return TOO_MANY_MARKS.matcher(text).find() ? text
					: WHITE_SPACE_AROUND.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
		}

	}

}
