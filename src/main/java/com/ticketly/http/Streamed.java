package com.ticketly.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that streams a long answer, and reads its body itself unless it is a
 * GET operation. It limits how many of it are in progress, and how long they take,
 * because neither the deadline of requests nor the limit of operations applies to it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Streamed {

}
