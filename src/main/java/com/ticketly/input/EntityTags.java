package com.ticketly.input;

import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ticketly.http.Problems;
import com.ticketly.http.Problems.Type;
import com.ticketly.listing.SlotDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.util.DigestUtils;

/**
 * Creates and reads entity tags. The tag of a slot consists of its edition and the number
 * of seats left: a change requires the same edition, regardless of sales in the meantime.
 */
public final class EntityTags {

	private static final Pattern SLOT = Pattern.compile("\"(\\d{1,18})-\\d+\"");

	private EntityTags() {
	}

	public static String of(SlotDetails details) {
		return of(details.slot().edition(), details.seatsLeft());
	}

	/**
	 * Returns the tag of what has an edition that changes with it, and a number of seats.
	 */
	public static String of(long edition, int seats) {
		return "\"%d-%d\"".formatted(edition, seats);
	}

	public static String of(byte[] body) {
		return "\"%s\"".formatted(DigestUtils.md5DigestAsHex(body));
	}

	/**
	 * Parses the {@code If-Match} header of a change of a slot. Weak tags do not match
	 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110</a>).
	 * @return accepts the editions that match
	 * @throws org.springframework.web.ErrorResponseException with status 428 if there is
	 * no such header, or with status 412 if it matches no edition at all
	 */
	public static LongPredicate editions(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.isBlank()) {
			throw Problems.exception(Type.PRECONDITION_REQUIRED, Type.PRECONDITION_REQUIRED.detail());
		}
		if (ifMatch.strip().equals("*")) {
			return (edition) -> true;
		}
		Set<Long> editions = Arrays.stream(ifMatch.split(","))
			.map((tag) -> SLOT.matcher(tag.strip()))
			.filter(Matcher::matches)
			.map((tag) -> Long.valueOf(tag.group(1)))
			.collect(Collectors.toSet());
		if (editions.isEmpty()) {
			// A proxy that compresses answers makes their tags weak or adds a suffix.
			throw Problems.exception(Type.ETAG_NEVER_MATCHES, """
					The If-Match header never matches: it must contain an ETag as the service sends it, \
					such as "3-20". A weak tag such as W/"3-20" or "3-20-gzip" never matches. \
					A proxy may have changed the tag.""");
		}
		return editions::contains;
	}

}
