package com.ticketly.api;

import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.ticketly.listing.SlotDetails;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ETag;
import org.springframework.http.HttpStatus;
import org.springframework.util.DigestUtils;

/**
 * Creates and reads entity tags. The tag of a slot consists of its edition and the number
 * of seats left: a change requires the same edition, regardless of sales in the meantime.
 */
final class EntityTags {

	private static final Pattern SLOT = Pattern.compile("(\\d{1,18})-\\d+");

	private EntityTags() {
	}

	static String of(SlotDetails details) {
		return "\"%d-%d\"".formatted(details.slot().edition(), details.seatsLeft());
	}

	static String of(SeatsView view) {
		return "\"%s\"".formatted(DigestUtils.md5DigestAsHex(JsonMapper.shared().writeValueAsBytes(view)));
	}

	/**
	 * Parses the {@code If-Match} header of a change of a slot. Weak tags do not match
	 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110</a>).
	 * @return accepts the editions that match
	 * @throws org.springframework.web.ErrorResponseException with status 428 if there is
	 * no such header
	 */
	static LongPredicate editions(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.isBlank()) {
			throw Problems.exception(HttpStatus.PRECONDITION_REQUIRED, "precondition-required",
					"The If-Match header is required and must contain the ETag of the slot.");
		}
		List<ETag> tags = ETag.parse(ifMatch);
		if (tags.stream().anyMatch(ETag::isWildcard)) {
			return (edition) -> true;
		}
		Set<Long> editions = tags.stream()
			.filter((tag) -> !tag.weak())
			.map((tag) -> SLOT.matcher(tag.tag()))
			.filter(Matcher::matches)
			.map((tag) -> Long.valueOf(tag.group(1)))
			.collect(Collectors.toSet());
		return editions::contains;
	}

}
