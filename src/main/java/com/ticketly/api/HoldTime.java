package com.ticketly.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.ticketly.booking.HoldProperties;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

import static java.lang.annotation.ElementType.FIELD;

/**
 * The seconds of a hold, if they are given: no more than holds usually last.
 */
@Documented
@Constraint(validatedBy = HoldTime.Validator.class)
@Target(FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface HoldTime {

	/**
	 * Returns what is told otherwise, with the most seconds.
	 */
	String message() default "must be from 1 to %d";

	/**
	 * Returns the groups of Bean Validation, none.
	 */
	Class<?>[] groups() default {};

	/**
	 * Returns the payload of Bean Validation, none.
	 */
	Class<? extends Payload>[] payload() default {};

	/**
	 * Checks the time.
	 */
	final class Validator implements ConstraintValidator<HoldTime, Integer> {

		private final long max;

		Validator(HoldProperties holds) {
			this.max = holds.lasts().toSeconds();
		}

		@Override
		public boolean isValid(@Nullable Integer seconds, ConstraintValidatorContext context) {
			if (seconds == null || (seconds >= 1 && seconds <= this.max)) {
				return true;
			}
			context.disableDefaultConstraintViolation();
			context
				.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate().formatted(this.max))
				.addConstraintViolation();
			return false;
		}

	}

}
