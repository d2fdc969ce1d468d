package com.ticketly.receipt;

import org.jspecify.annotations.Nullable;

/**
 * An answer that can be given again.
 *
 * @param status the HTTP status
 * @param contentType what the body is
 * @param location where what was made is, or null
 * @param body the body, empty for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredAnswer(int status, String contentType, @Nullable String location, byte[] body) {
}
