package com.ticketly.api;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.ticketly.listing.SlotDetails;
import org.jspecify.annotations.Nullable;

/**
 * The tag of a slot's representation: its edition, and the seats that are left. A change
 * is made for an edition, whatever was sold meanwhile.
 */
final class EditionTag {

	private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})-\\d+\"");

	private EditionTag() {
	}

	static String of(SlotDetails details) {
		return "\"%d-%d\"".formatted(details.slot().edition(), details.seatsLeft());
	}

	/**
	 * Reads {@code If-Match}.
	 * @return whether it matches an edition
	 * @throws PreconditionRequiredException when there is none
	 */
	static LongPredicate read(@Nullable String ifMatch) {
		if (ifMatch == null || ifMatch.isBlank()) {
			throw new PreconditionRequiredException();
		}
		if (ifMatch.strip().equals("*")) {
			return (edition) -> true;
		}
		return (edition) -> Arrays.stream(ifMatch.split(","))
			.map((tag) -> TAG.matcher(tag.strip()))
			.filter(Matcher::matches)
			.anyMatch((tag) -> Long.parseLong(tag.group(1)) == edition);
	}

}
