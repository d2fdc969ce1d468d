package com.ticketly.api;

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
@interface Text {

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
		 * Longer texts are too long for any field in every normalization form.
		 */
		private static final int MAX_NORMALIZED = 20_000;

		private static final Pattern WHITE_SPACE_AROUND = Pattern
			.compile("\\A\\p{IsWhite_Space}++|(?<!\\p{IsWhite_Space})\\p{IsWhite_Space}++\\z");

		/**
		 * Letters and symbols that are drawn as nothing.
		 */
		private static final String BLANK = "\\u115F\\u1160\\u17B4\\u17B5\\u2800\\u3164\\uFFA0\\x{1D159}";

		private static final Pattern VISIBLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^" + BLANK + "]]");

		/**
		 * Joiners and variation selectors change how letters of some scripts and emoji
		 * are drawn. After white space and letters that have a case, they have no effect.
		 */
		private static final String MODIFIERS = "[\\u034F\\u180B-\\u180D\\u180F\\u200C\\u200D\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]";

		private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}" + BLANK
				+ "]|[\\p{Cf}&&[^\\u200C\\u200D]]|(?:\\A|[\\p{Lu}\\p{Ll}\\p{Lt}\\p{Lm}\\p{Z}])" + MODIFIERS);

		// UTF-8 cannot encode a lone surrogate: another character would be stored.
		private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

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
			return (text.length() > MAX_NORMALIZED) ? text
					: WHITE_SPACE_AROUND.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
		}

	}

}
