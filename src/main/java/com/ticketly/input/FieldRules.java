package com.ticketly.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.Payload;

/**
 * Input with rules that involve several fields. Bean Validation checks them as a
 * class-level constraint.
 */
@FieldRules.Satisfied
public interface FieldRules {

	/**
	 * Checks the rules. Any field can be missing or invalid; a string, list or object
	 * that cannot be read is empty.
	 */
	void check(Violations violations);

	@Constraint(validatedBy = Validator.class)
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Satisfied {

		// Not used: each violation has a message of its own.
		String message() default "";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	final class Validator implements ConstraintValidator<Satisfied, FieldRules> {

		@Override
		public boolean isValid(FieldRules rules, ConstraintValidatorContext context) {
			Violations violations = new Violations(context);
			rules.check(violations);
			return !violations.found;
		}

	}

	/**
	 * Collects the violations of one object.
	 */
	final class Violations {

		private final ConstraintValidatorContext context;

		private boolean found;

		private Violations(ConstraintValidatorContext context) {
			this.context = context;
		}

		/**
		 * Adds a violation of the object as a whole.
		 */
		public void add(String message) {
			template(message).addConstraintViolation();
		}

		/**
		 * Adds a violation of a field.
		 * @param path the path of the field, for example {@code rows[0].row}
		 */
		public void add(String path, String message) {
			template(message).addPropertyNode(path).addConstraintViolation();
		}

		private ConstraintViolationBuilder template(String message) {
			if (!this.found) {
				this.found = true;
				this.context.disableDefaultConstraintViolation();
			}
			// A message can contain client input, which must not be interpolated.
			return this.context.buildConstraintViolationWithTemplate(message.replaceAll("[\\\\{}$]", "\\\\$0"));
		}

	}

}
