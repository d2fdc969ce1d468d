package com.ticketly.user;

import java.text.Normalizer;
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
	 * A character that sorts after those of names. DynamoDB orders texts by their bytes
	 * in UTF-8.
	 */
	static final String LAST = "\uDBFF\uDFFD";

	private static final int ID_LENGTH = 27;

	/**
	 * The maximum number of letters, which have 4 bytes at most. A sort key has <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">1,024
	 * bytes</a> at most.
	 */
	private static final int MAX_NAME = 200;

	/**
	 * Accents and invisible characters, also those that DynamoDB does not store.
	 */
	private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{C}&&\\P{IsWhite_Space}]+");

	private static final int MAX_ASCII = 127;

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
		return !folded.isEmpty() && (folded.length() > 1 || folded.charAt(0) > MAX_ASCII);
	}

	private static int partitionLength(String folded) {
		int letters = (!folded.isEmpty() && folded.charAt(0) > MAX_ASCII) ? 1 : 2;
		return folded.offsetByCodePoints(0, Math.min(letters, folded.codePointCount(0, folded.length())));
	}

	/**
	 * Returns a name in lower case and without accents. Each character is folded alone,
	 * so that the beginning of a name is folded to the beginning of the folded name.
	 */
	private static String fold(String name) {
		String letters = IGNORED.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
		return SPACES.matcher(letters)
			.replaceAll(" ")
			.strip()
			.codePoints()
			// The lower case of a whole text depends on what is around a letter.
			.map((letter) -> Character.toLowerCase(Character.toUpperCase(letter)))
			.limit(MAX_NAME)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Returns whether this is the key of a user whose name begins as the name of another
	 * key.
	 */
	boolean beginsWith(SearchKey beginning) {
		return this.partition.equals(beginning.partition) && this.sort.startsWith(beginning.sort);
	}

	static UserId userOf(String sort) {
		return new UserId(sort.substring(sort.length() - ID_LENGTH));
	}

}
