package com.ticketly.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

/**
 * A name: 1 to 200 characters, not only blanks, none of them a control character or half
 * of a surrogate pair.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?U)(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,200}")
@ReportAsSingleViolation
@Target({ FIELD, METHOD, PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

	/**
	 * Returns what is told of a text that is none.
	 */
	String message() default "must be a text of 1 to 200 characters";

	/**
	 * Returns the groups of Bean Validation, none.
	 */
	Class<?>[] groups() default {};

	/**
	 * Returns the payload of Bean Validation, none.
	 */
	Class<? extends Payload>[] payload() default {};

}
