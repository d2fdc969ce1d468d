package com.ticketly.user;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The key of a user in the index of customers. The item of the user is found by the
 * beginning of its name, the item of its identity by its phone number.
 * <p>
 * Names are partitioned by their first two letters, so that registrations spread over
 * partitions; by the first one outside of ASCII, where names may have a single letter.
 *
 * @param sort the folded name, empty for a phone number, and the id of the user
 */
public record SearchKey(String partition, String sort) {

	static final String INDEX = "bySearch";

	static final String PARTITION = "searchPartition";

	static final String SORT = "searchKey";

	/**
	 * A character that sorts after all others. DynamoDB orders texts by their bytes in
	 * UTF-8.
	 */
	static final String LAST = "\uDBFF\uDFFD";

	private static final int ID_LENGTH = 27;

	/**
	 * A sort key has <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">1,024
	 * bytes</a> at most.
	 */
	private static final int MAX_NAME = 200;

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern SPACES = Pattern.compile("\\p{IsWhite_Space}+");

	static SearchKey of(User user) {
		return named(fold(user.name()), user.id().value());
	}

	static SearchKey ofBeginning(String beginning) {
		return named(fold(beginning), "");
	}

	private static SearchKey named(String folded, String id) {
		return new SearchKey("NAME#" + folded.substring(0, partitionLength(folded)), folded + id);
	}

	static SearchKey ofPhone(PhoneNumber phone, String id) {
		return new SearchKey("PHONE#" + phone.e164(), id.isEmpty() ? "U" : id);
	}

	/**
	 * Returns whether names can be found by a beginning: two letters, or one outside of
	 * ASCII.
	 */
	public static boolean isLongEnough(String beginning) {
		String folded = fold(beginning);
		return !folded.isEmpty() && (folded.length() > 1 || folded.codePointAt(0) > 127);
	}

	private static int partitionLength(String folded) {
		if (folded.isEmpty()) {
			return 0;
		}
		return (folded.charAt(0) > 127) ? Character.charCount(folded.codePointAt(0)) : Math.min(2, folded.length());
	}

	/**
	 * Returns a name in lower case and without accents.
	 */
	private static String fold(String name) {
		String letters = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
		String folded = SPACES.matcher(letters.toLowerCase(Locale.ROOT).strip()).replaceAll(" ");
		return folded.substring(0, Math.min(MAX_NAME, folded.length()));
	}

	static UserId userOf(String sort) {
		return new UserId(sort.substring(sort.length() - ID_LENGTH));
	}

}
