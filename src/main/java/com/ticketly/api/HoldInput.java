package com.ticketly.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.ticketly.ticket.HoldProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Input for holding seats.
 *
 * @param booking the booking that the hold becomes when it is confirmed
 * @param holdSeconds how long the seats are held, in seconds; at most, and by default,
 * the configured duration of holds
 */
@Schema(name = "NewHold")
record HoldInput(@JsonUnwrapped @Valid BookingInput booking, @HoldTime @Nullable Integer holdSeconds) {

	/**
	 * Returns how long the seats are held, or null for the configured duration.
	 */
	@Nullable Duration lasts() {
		return (this.holdSeconds != null) ? Duration.ofSeconds(this.holdSeconds) : null;
	}

	/**
	 * Accepts null, and from one second to the configured duration of holds.
	 */
	@Constraint(validatedBy = HoldTimeValidator.class)
	@Target(ElementType.FIELD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface HoldTime {

		String message() default "must be between 1 and {max}";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static final class HoldTimeValidator implements ConstraintValidator<HoldTime, Integer> {

		private final long max;

		HoldTimeValidator(HoldProperties holds) {
			this.max = holds.lasts().toSeconds();
		}

		@Override
		public boolean isValid(@Nullable Integer seconds, ConstraintValidatorContext context) {
			context.unwrap(HibernateConstraintValidatorContext.class).addMessageParameter("max", this.max);
			return seconds == null || (seconds >= 1 && seconds <= this.max);
		}

	}

}
