package com.ticketly.api;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

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
 * {@link #freeForm()}, the text must not be blank or contain control characters.
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ FIELD, METHOD, PARAMETER, TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

	/**
	 * Returns the maximum length, in UTF-16 code units.
	 */
	int max() default 200;

	/**
	 * Returns whether the text can be blank and contain tabs and line breaks.
	 */
	boolean freeForm() default false;

	String message() default "must not be blank, and must have at most {max} characters and no control characters";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	final class Validator implements ConstraintValidator<Text, String> {

		private int max;

		private boolean freeForm;

		@Override
		public void initialize(Text text) {
			this.max = text.max();
			this.freeForm = text.freeForm();
		}

		@Override
		public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
			return text == null || (text.length() <= this.max && (this.freeForm || !text.isBlank())
					&& text.codePoints().allMatch(this::isAllowed));
		}

		private boolean isAllowed(int character) {
			return switch (Character.getType(character)) {
				// UTF-8 cannot encode a lone surrogate: another character would be
				// stored.
				case Character.SURROGATE -> false;
				case Character.CONTROL -> this.freeForm && Character.isWhitespace(character);
				default -> true;
			};
		}

	}

}
