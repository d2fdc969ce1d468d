/**
 * HTTP: the resources under {@code /v1}, the operations of the original system, and how
 * they answer.
 */
@NullMarked
package com.ticketly.api;

import org.jspecify.annotations.NullMarked;
