package com.ticketly.api;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field, by the name that the client knows
 * @param message what it has to be
 */
record FieldError(String field, String message) {
}
