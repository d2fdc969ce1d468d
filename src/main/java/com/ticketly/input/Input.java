package com.ticketly.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;

/**
 * Marks a controller parameter, a record, that is read from the request and validated.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(hidden = true)
public @interface Input {

	/**
	 * Returns whether the operation is one of the original system, which also read
	 * parameters and ignored unknown fields.
	 */
	boolean original() default false;

	/**
	 * Returns whether a request may have no body. Otherwise the body is JSON.
	 */
	boolean optional() default false;

}
