package com.ticketly.api;

import java.lang.annotation.Documented;
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
 * A text of people, if it is given: not too long, well-formed, without control
 * characters.
 */
@Documented
@Constraint(validatedBy = Text.Validator.class)
@Target({ FIELD, METHOD, PARAMETER, TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

	/**
	 * Returns the most characters.
	 */
	int max() default 200;

	/**
	 * Returns whether it may be empty and have several lines.
	 */
	boolean free() default false;

	/**
	 * Returns what is told of a text that is none.
	 */
	String message() default "must be a text of at most {max} characters, and not blank";

	/**
	 * Returns the groups of Bean Validation, none.
	 */
	Class<?>[] groups() default {};

	/**
	 * Returns the payload of Bean Validation, none.
	 */
	Class<? extends Payload>[] payload() default {};

	/**
	 * Checks the text.
	 */
	final class Validator implements ConstraintValidator<Text, String> {

		private int max;

		private boolean free;

		@Override
		public void initialize(Text text) {
			this.max = text.max();
			this.free = text.free();
		}

		@Override
		public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
			return text == null || (text.length() <= this.max && (this.free || !text.isBlank())
					&& text.codePoints().allMatch(this::isAllowed));
		}

		private boolean isAllowed(int character) {
			return switch (Character.getType(character)) {
				// Half of a pair is no character, and would be stored as another one.
				case Character.SURROGATE -> false;
				case Character.CONTROL -> this.free && Character.isWhitespace(character);
				default -> true;
			};
		}

	}

}
